import * as v from 'valibot';
import { siteWords, type SiteWords } from '../languages.ts';
import { ruleSetSchema, type RuleSet } from '../rules/rule-set.ts';
import type { SitePart } from '../site-part.ts';

export const MOST_INVITATIONS = 20;
/** Characters: of the words in one language, of who says them, of what admins call it. */
export const INVITATION_LENGTHS = { words: 300, from: 60, name: 60 } as const;
/** How often one and the same visitor sees it. */
export const INVITED_EVERY = ['visit', 'day', 'ever'] as const;

const line = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most));

const invitationSchema = v.strictObject({
  /** Made with it and never again: conversations are recorded under it. */
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{4,40}$/)),
  /** What admins and operators call it. */
  name: v.pipe(line(INVITATION_LENGTHS.name), v.minLength(1)),
  on: v.boolean(),
  words: siteWords(INVITATION_LENGTHS.words),
  rules: ruleSetSchema,
  every: v.picklist(INVITED_EVERY),
});

const schema = v.strictObject({
  /** Whose words they are, as visitors see it: the company or a person. Empty: the title of the panel. */
  from: line(INVITATION_LENGTHS.from),
  /** The first one whose rules hold is shown. */
  list: v.pipe(v.array(invitationSchema), v.maxLength(MOST_INVITATIONS)),
});

export interface Invitation {
  readonly id: string;
  readonly name: string;
  readonly on: boolean;
  readonly words: SiteWords;
  readonly rules: RuleSet;
  readonly every: (typeof INVITED_EVERY)[number];
}

export interface SiteInvitations {
  readonly from: string;
  readonly list: readonly Invitation[];
}

/** Invitations that come by themselves. */
export const INVITATIONS: SitePart<SiteInvitations> = {
  schema,
  byDefault: { from: '', list: [] },
};
