import * as v from 'valibot';
import { SCREENS } from '../../conversation/visit.ts';

/** Of an address of a campaign, what a condition may ask for. */
export const CAMPAIGN_FIELDS = ['source', 'medium', 'campaign', 'term', 'content'] as const;
export type CampaignField = (typeof CAMPAIGN_FIELDS)[number];

export const CONDITION_KINDS = [
  'page',
  'seconds',
  'scroll',
  'visits',
  'campaign',
  'language',
  'device',
  'duty',
] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];

/** The least and the most of what is counted. */
export const CONDITION_RANGES = {
  /** On this page. */
  seconds: { least: 1, most: 3_600 },
  /** Percent of the page that was scrolled through. */
  scroll: { least: 1, most: 100 },
  /** The how manyth visit it is at least, this one included. */
  visits: { least: 2, most: 1_000 },
} as const;

/** Conditions of one rule. */
export const MOST_CONDITIONS = 20;
/** Characters of what a condition compares with. */
export const PATTERN_LENGTH = 200;

const within = ({ least, most }: { readonly least: number; readonly most: number }) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const pattern = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(PATTERN_LENGTH));
const not = v.optional(v.literal(true));

const conditionSchema = v.variant('kind', [
  /** `/cart*`, or with its host `shop.example/*`; `*` is anything, a query is looked at where the pattern has one. */
  v.strictObject({ kind: v.literal('page'), is: pattern, not }),
  v.strictObject({ kind: v.literal('seconds'), least: within(CONDITION_RANGES.seconds), not }),
  v.strictObject({ kind: v.literal('scroll'), least: within(CONDITION_RANGES.scroll), not }),
  v.strictObject({ kind: v.literal('visits'), least: within(CONDITION_RANGES.visits), not }),
  v.strictObject({ kind: v.literal('campaign'), field: v.picklist(CAMPAIGN_FIELDS), is: pattern, not }),
  /** As a browser names it: `pl`, or `pl-PL` for one country alone. */
  v.strictObject({
    kind: v.literal('language'),
    is: v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/)),
    not,
  }),
  v.strictObject({ kind: v.literal('device'), is: v.picklist(SCREENS), not }),
  /** Somebody is on duty (REQ1). */
  v.strictObject({ kind: v.literal('duty'), not }),
]);

/** One thing that is so of a visitor on a page, or with `not` is not so. */
export type Condition = Readonly<v.InferOutput<typeof conditionSchema>>;

/** Whether it can be saved: what it compares with is there and within its range. */
export const isWholeCondition = (condition: Condition): boolean => v.is(conditionSchema, condition);

export const ruleSetSchema = v.strictObject({
  match: v.picklist(['all', 'any']),
  conditions: v.pipe(v.array(conditionSchema), v.maxLength(MOST_CONDITIONS)),
});

/** All of its conditions, or any of them. One without conditions always holds. */
export interface RuleSet {
  readonly match: 'all' | 'any';
  readonly conditions: readonly Condition[];
}

export const EVERYWHERE: RuleSet = { match: 'all', conditions: [] };
