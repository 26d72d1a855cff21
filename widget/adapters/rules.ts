import { faultOfColour } from '../api/colour.ts';
import type { Rule } from './teller.ts';

/** What settings of the old chats can be, as the widget takes them. */

/** The most that browsers reckon with. */
const HIGHEST_LAYER = 2_147_483_647;

export const asText: Rule<string> = (value) => (typeof value === 'string' ? value : undefined);
export const asBoolean: Rule<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

/** Empty: as the site has it. */
export const asColour: Rule<string> = (value) =>
  typeof value === 'string' && value.length <= 100 && (value === '' || faultOfColour(value) === null)
    ? value
    : undefined;

export const asLayer: Rule<number> = (value) =>
  Number.isInteger(value) && (value as number) >= 0 ? Math.min(value as number, HIGHEST_LAYER) : undefined;

/** From a side of the window, as far as ours can be. */
export const asDistance: Rule<number> = (value) =>
  Number.isFinite(value) ? Math.min(200, Math.max(0, value as number)) : undefined;

export const oneOf =
  <Value extends string>(...values: readonly Value[]): Rule<Value> =>
  (value) =>
    values.find((each) => each === value);

/** Empty: none. */
export const asSelector: Rule<string> = (value) => {
  if (typeof value !== 'string') return undefined;
  try {
    if (value !== '') document.createDocumentFragment().querySelector(value);
    return value;
  } catch {
    return undefined;
  }
};

/** What stands in the table itself under a name: `constructor` does not. */
export const own = <Value>(table: Readonly<Record<string, Value>>, name: unknown): Value | undefined =>
  typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;
