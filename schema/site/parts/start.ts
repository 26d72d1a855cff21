import * as v from 'valibot';
import { EVERYWHERE, ruleSetSchema, type RuleSet } from '../rules/rule-set.ts';
import type { SitePart } from '../site-part.ts';

/** `duty`: while somebody is on duty. Whoever has a conversation always has the button (START4). */
export const LAUNCHER_SHOWN = ['always', 'duty', 'rules'] as const;

const schema = v.strictObject({
  show: v.picklist(LAUNCHER_SHOWN),
  /** With `rules`; kept while another is chosen. */
  rules: ruleSetSchema,
});

export interface SiteStart {
  readonly show: (typeof LAUNCHER_SHOWN)[number];
  readonly rules: RuleSet;
}

/** When the button is on the page. */
export const START: SitePart<SiteStart> = {
  schema,
  byDefault: { show: 'always', rules: EVERYWHERE },
};
