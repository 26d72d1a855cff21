import type { Condition, ConditionKind } from '#schema/site/rules/rule-set.ts';

/** As a condition of this kind begins. */
export function newCondition(kind: ConditionKind): Condition {
  switch (kind) {
    case 'page':
      return { kind, is: '/*' };
    case 'seconds':
      return { kind, least: 20 };
    case 'scroll':
      return { kind, least: 50 };
    case 'visits':
      return { kind, least: 2 };
    case 'campaign':
      return { kind, field: 'source', is: '*' };
    case 'language':
      return { kind, is: 'en' };
    case 'device':
      return { kind, is: 'desktop' };
    case 'duty':
      return { kind };
  }
}

/** With another value, a whole number where it is one; what is no number stays typed and cannot be saved. */
export function withValue(condition: Condition, value: string): Condition {
  if ('least' in condition) return { ...condition, least: value.trim() === '' ? NaN : Number(value) };
  return 'is' in condition ? ({ ...condition, is: value } as Condition) : condition;
}
