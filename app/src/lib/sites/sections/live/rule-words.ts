import type { RuleSet } from '#schema/site/rules/rule-set.ts';
import type { LiveSettingsTexts } from './texts/texts.ts';

/** A whole rule as a sentence's second half. */
export function ruleInWords({ match, conditions }: RuleSet, { rules }: LiveSettingsTexts): string {
  if (conditions.length === 0) return rules.always;
  return conditions.map(rules.said).join(` ${match === 'all' ? rules.and : rules.or} `);
}
