/** Moving one row of a list among the others, by drag or by steps. */

/** The list with the one at `from` at `to`. */
export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const others = items.toSpliced(from, 1);
  return others.toSpliced(to, 0, ...items.slice(from, from + 1));
}

/** To tell whether a list is as it was. */
export const idsOf = (items: readonly { readonly id: string }[]): string => items.map(({ id }) => id).join();

/** A row before anything was dragged, px. */
export interface Row {
  readonly top: number;
  readonly height: number;
}

const middleOf = ({ top, height }: Row): number => top + height / 2;

/** Where the row at `from` would be let go, when it was dragged so far down. */
export function placeOf(rows: readonly Row[], from: number, dragged: number): number {
  const row = rows[from];
  if (row === undefined) return from;
  const middle = middleOf(row) + dragged;
  return rows.filter((other, index) => index !== from && middleOf(other) < middle).length;
}

/** How far the row at `index` stands aside, px, while the one at `from` is held over `to`. */
export function asideOf(rows: readonly Row[], index: number, from: number, to: number): number {
  const room = rows[from]?.height ?? 0;
  if (index > from && index <= to) return -room;
  return index < from && index >= to ? room : 0;
}
