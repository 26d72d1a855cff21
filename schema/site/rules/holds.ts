import type { Campaign, Screen } from '../../conversation/visit.ts';
import { isOneOf, matchesPage, matchesWords } from './matches.ts';
import type { Condition, RuleSet } from './rule-set.ts';

/**
 * Whether a rule holds, from what the browser knows by itself. Runs in the visitor's browser (widget/live), and in the settings where a
 * rule is tried on an address: no schema library in here, and no clock.
 */
export interface RuleFacts {
  /** The address of the page, whole. */
  readonly address: string;
  /** On this page so far. */
  readonly seconds: number;
  /** Percent of the page, the most so far. */
  readonly scroll: number;
  /** The how manyth visit it is, from 1. */
  readonly visits: number;
  /** Of this visit. */
  readonly campaign: Campaign;
  /** As the browser names it: `pl-PL`. */
  readonly language: string;
  readonly device: Screen;
  /** While that is not known nobody is. */
  readonly onDuty: boolean;
}

export function conditionHolds(condition: Condition, facts: RuleFacts): boolean {
  return isSo(condition, facts) !== (condition.not === true);
}

function isSo(condition: Condition, facts: RuleFacts): boolean {
  switch (condition.kind) {
    case 'page':
      return matchesPage(condition.is, facts.address);
    case 'seconds':
    case 'scroll':
    case 'visits':
      return facts[condition.kind] >= condition.least;
    case 'campaign':
      return matchesWords(condition.is, facts.campaign[condition.field] ?? '');
    case 'language':
      return isOneOf(condition.is, facts.language);
    case 'device':
      return facts.device === condition.is;
    case 'duty':
      return facts.onDuty;
    default:
      // Of a newer server: what is not known is not so.
      return false;
  }
}

export function holds({ match, conditions }: RuleSet, facts: RuleFacts): boolean {
  if (conditions.length === 0) return true;
  const isSo = (condition: Condition): boolean => conditionHolds(condition, facts);
  return match === 'all' ? conditions.every(isSo) : conditions.some(isSo);
}

/** The seconds on the page at which a rule may hold otherwise than now; null: time alone changes nothing any more. */
export function nextLook(rules: readonly RuleSet[], seconds: number): number | null {
  let next: number | null = null;
  for (const { conditions } of rules) {
    for (const condition of conditions) {
      if (condition.kind !== 'seconds' || condition.least <= seconds) continue;
      if (next === null || condition.least < next) next = condition.least;
    }
  }
  return next;
}

/** Whether any of these rules asks for this. */
export const asksFor = (rules: readonly RuleSet[], kind: Condition['kind']): boolean =>
  rules.some(({ conditions }) => conditions.some((condition) => condition.kind === kind));
