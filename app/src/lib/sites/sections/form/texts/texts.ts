import type { Need } from '#schema/site/parts/form.ts';

/** What a site asks before the chat, and what happens while nobody is there. */
export interface AskingTexts {
  readonly form: {
    readonly lead: string;
    readonly fields: { readonly name: string; readonly email: string; readonly phone: string };
    readonly needs: { readonly [N in Need]: string };
    readonly intro: string;
    readonly introHint: string;
    readonly introIn: (language: string) => string;
    readonly questions: string;
    readonly questionsHint: string;
    readonly question: (number: number) => string;
    readonly questionIn: (number: number, language: string) => string;
    readonly needOf: (number: number) => string;
    readonly wordless: string;
    readonly add: string;
    readonly remove: (number: number) => string;
    readonly departments: string;
    readonly departmentsHint: string;
    readonly needsDepartment: string;
    readonly noDepartments: string;
    readonly place: string;
    readonly placeHint: string;
  };
  readonly nobody: {
    readonly lead: string;
    readonly form: string;
    readonly formHint: string;
    readonly after: string;
    readonly afterHint: (least: number, most: number) => string;
    readonly back: string;
    readonly backHint: string;
  };
}
