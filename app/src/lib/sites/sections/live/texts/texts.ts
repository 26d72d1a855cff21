import type { Screen } from '#schema/conversation/visit.ts';
import type { CampaignField, Condition, ConditionKind } from '#schema/site/rules/rule-set.ts';
import type { Invitation } from '#schema/site/parts/invitations.ts';
import type { SiteStart } from '#schema/site/parts/start.ts';

/** When the button shows, invitations, who is on the site, and consent: sections of a site's settings. */
export interface LiveSettingsTexts {
  readonly start: {
    readonly title: string;
    readonly lead: string;
    readonly label: string;
    readonly show: { readonly [Show in SiteStart['show']]: string };
    readonly hints: { readonly [Show in SiteStart['show']]: string };
    /** Before the summary of the rule. */
    readonly shows: string;
  };
  readonly rules: {
    readonly label: string;
    readonly match: { readonly all: string; readonly any: string };
    readonly kinds: { readonly [Kind in ConditionKind]: string };
    readonly campaign: { readonly [Field in CampaignField]: string };
    readonly device: { readonly [Kind in Screen]: string };
    readonly condition: (n: number) => string;
    readonly is: string;
    readonly isNot: string;
    readonly field: string;
    readonly value: string;
    readonly seconds: string;
    readonly percent: string;
    readonly visits: string;
    readonly empty: string;
    readonly languageHint: string;
    readonly pageHint: string;
    readonly add: string;
    readonly remove: (n: number) => string;
    readonly none: string;
    readonly most: string;
    readonly always: string;
    readonly and: string;
    readonly or: string;
    /** One condition as a part of a sentence. */
    readonly said: (condition: Condition) => string;
  };
  readonly tryIt: {
    readonly title: string;
    readonly lead: string;
    readonly address: string;
    readonly seconds: string;
    readonly scroll: string;
    readonly visits: string;
    readonly language: string;
    readonly device: string;
    readonly duty: string;
    readonly notAnAddress: string;
    readonly shown: string;
    readonly hidden: string;
    readonly fires: (name: string) => string;
    readonly firesNothing: string;
    readonly isSo: string;
    readonly isNotSo: string;
  };
  readonly invitations: {
    readonly title: string;
    readonly lead: string;
    readonly from: string;
    readonly fromHint: string;
    readonly add: string;
    readonly empty: string;
    readonly name: string;
    readonly nameless: string;
    readonly wrongRules: string;
    readonly newName: (n: number) => string;
    readonly on: string;
    readonly off: string;
    readonly words: (language: string) => string;
    readonly wordsHint: string;
    readonly every: string;
    readonly everies: { readonly [Every in Invitation['every']]: string };
    readonly everySaid: { readonly [Every in Invitation['every']]: string };
    readonly shownWhen: string;
    readonly most: string;
    readonly removed: (name: string) => string;
    readonly undo: string;
    readonly remove: (name: string) => string;
    readonly order: string;
    readonly noWords: string;
  };
  readonly tracking: {
    readonly title: string;
    readonly lead: string;
    readonly on: string;
    readonly onHint: string;
    readonly told: string;
    readonly country: string;
    readonly kept: string;
    readonly bots: string;
    readonly open: string;
  };
  readonly consent: {
    readonly title: string;
    readonly lead: string;
    readonly needed: string;
    readonly neededHint: string;
    readonly words: (language: string) => string;
    readonly wordsHint: string;
    readonly link: string;
    readonly linkHint: string;
    readonly linkWrong: string;
    readonly api: string;
  };
}
