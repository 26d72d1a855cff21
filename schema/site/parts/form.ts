import * as v from 'valibot';
import { MOST_QUESTIONS, QUESTION_LENGTH } from '../../conversation/answers.ts';
import { departmentIdSchema } from '../../ids.ts';
import { siteWords, type SiteWords } from '../languages.ts';
import type { SitePart } from '../site-part.ts';

/** What a visitor may be asked of itself before the chat. */
export const ASKED_FIELDS = ['name', 'email', 'phone'] as const;
export type AskedField = (typeof ASKED_FIELDS)[number];
export const NEEDS = ['off', 'optional', 'required'] as const;
export type Need = (typeof NEEDS)[number];

export const INTRO_LENGTH = 240;
const MOST_OFFERED = 30;

const question = v.strictObject({
  ask: v.pipe(
    siteWords(QUESTION_LENGTH),
    v.check((words) => Object.values(words).some((text) => text), 'a question has words in one language at least'),
  ),
  need: v.picklist(['optional', 'required']),
});
export interface SiteQuestion {
  readonly ask: SiteWords;
  readonly need: Exclude<Need, 'off'>;
}

export interface SiteForm {
  readonly name: Need;
  readonly email: Need;
  readonly phone: Need;
  readonly questions: readonly SiteQuestion[];
  /** What stands above it; empty for the widget's own. */
  readonly intro: SiteWords;
  /** The departments that a visitor may choose from, by their ids; what is archived is left out while it is. */
  readonly departments: readonly string[];
  /** One of them has to be chosen, as long as there is one. */
  readonly needsDepartment: boolean;
  /** Who waits is told their place, and how long it takes. */
  readonly place: boolean;
}

/** What is asked before the chat, and what is told while one waits. */
export const FORM: SitePart<SiteForm> = {
  schema: v.strictObject({
    name: v.picklist(NEEDS),
    email: v.picklist(NEEDS),
    phone: v.picklist(NEEDS),
    questions: v.pipe(v.array(question), v.maxLength(MOST_QUESTIONS)),
    intro: siteWords(INTRO_LENGTH),
    departments: v.pipe(
      v.array(departmentIdSchema),
      v.maxLength(MOST_OFFERED),
      v.check((ids) => new Set(ids).size === ids.length, 'each department once'),
    ),
    needsDepartment: v.boolean(),
    place: v.boolean(),
  }),
  byDefault: {
    name: 'off',
    email: 'off',
    phone: 'off',
    questions: [],
    intro: {},
    departments: [],
    needsDepartment: false,
    place: true,
  },
};

/** As the widget gets it; absent where nothing is asked. */
export interface PublicForm {
  readonly fields: { readonly [Field in AskedField]?: Exclude<Need, 'off'> };
  readonly questions?: readonly SiteQuestion[];
  readonly intro?: SiteWords;
  /** Those that may be chosen, as they were when the page's file was made; the line tells them as they are, and who is there. */
  readonly departments?: readonly OfferedDepartment[];
  readonly needsDepartment?: true;
}

export interface OfferedDepartment {
  readonly id: string;
  readonly name: string;
}

/** `known`: the departments of the workspace that are not archived, in its order. */
export function publicForm(
  { questions, intro, departments, needsDepartment, ...form }: SiteForm,
  known: readonly OfferedDepartment[],
): PublicForm | undefined {
  const offered = known.flatMap(({ id, name }) => (departments.includes(id) ? [{ id, name }] : []));
  const fields = Object.fromEntries(
    ASKED_FIELDS.flatMap((field) => (form[field] === 'off' ? [] : [[field, form[field]]])),
  ) as PublicForm['fields'];
  if (Object.keys(fields).length + questions.length + offered.length === 0) return undefined;
  return {
    fields,
    ...(questions.length > 0 && { questions }),
    ...(Object.values(intro).some((words) => words) && { intro }),
    ...(offered.length > 0 && { departments: offered, ...(needsDepartment && { needsDepartment }) }),
  };
}
