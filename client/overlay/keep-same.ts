/**
 * What is to be drawn, each item that is as it was being the object that it was: only what changed is then drawn anew. Items of
 * one `kind` have the same fields; what stands in a field is compared as it is, not by what it holds.
 */
export function keepSame<Item extends { readonly key: string; readonly kind: string }>(
  before: readonly Item[],
  now: readonly Item[],
): readonly Item[] {
  const known = new Map(before.map((item) => [item.key, item]));
  return now.map((item) => {
    const was = known.get(item.key);
    return was !== undefined && isSame(was, item) ? was : item;
  });
}

function isSame<Item extends object>(was: Item, item: Item): boolean {
  for (const field in item) if (was[field] !== item[field]) return false;
  return true;
}
