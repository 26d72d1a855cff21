/**
 * The arithmetic of a list of which only what can be seen is drawn. Heights are known before a row is drawn: px, from what a row has
 * to say. Pure, so that a list of thousands can be tested without a screen.
 */
export interface Layout {
  /** Where each row begins, and at the end the height of all; px. */
  readonly tops: Float64Array;
  readonly total: number;
}

export function layOut(heights: readonly number[]): Layout {
  const tops = new Float64Array(heights.length + 1);
  for (let index = 0; index < heights.length; index += 1) tops[index + 1] = (tops[index] ?? 0) + (heights[index] ?? 0);
  return { tops, total: tops[heights.length] ?? 0 };
}

/** The row at this height; the nearest one where there is none. -1 in an empty list. */
export function rowAt({ tops }: Layout, y: number): number {
  const count = tops.length - 1;
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return count === 0 ? -1 : low;
}

/** Where the row stands for which `isIt` is true, looked for around a place where it, or its neighbour, stood before; -1: nowhere. */
export function placeNear<Row>(rows: readonly Row[], isIt: (row: Row) => boolean, near: number): number {
  const start = Math.max(0, Math.min(rows.length - 1, near));
  for (let away = 0; away < rows.length; away += 1) {
    for (const index of [start + away, start - away]) {
      const row = rows[index];
      if (row !== undefined && isIt(row)) return index;
    }
  }
  return -1;
}

/** Which rows to draw, first and last: what can be seen and so much more on either side. */
export function windowOf(layout: Layout, top: number, height: number, spare: number): readonly [number, number] {
  return [rowAt(layout, top - spare), rowAt(layout, top + height + spare)];
}

/** A row that is drawn, and its place among all of them. */
export interface Placed<Row> {
  readonly row: Row;
  readonly index: number;
}

/** The rows of a window, in their order, with whichever of `besides` (their places; -1 is nowhere) stand before or behind it. */
export function placedRows<Row>(
  rows: readonly Row[],
  [from, to]: readonly [number, number],
  besides: readonly number[],
): readonly Placed<Row>[] {
  const first = Math.max(0, from);
  const placed = (index: number): readonly Placed<Row>[] => {
    const row = rows[index];
    return row === undefined ? [] : [{ row, index }];
  };
  const elsewhere = [...new Set(besides)].toSorted((one, other) => one - other);
  return [
    ...elsewhere.filter((index) => index < first).flatMap(placed),
    ...rows.slice(first, to + 1).map((row, n) => ({ row, index: first + n })),
    ...elsewhere.filter((index) => index > to).flatMap(placed),
  ];
}

/** Where to scroll so that this row can be seen; `top` itself when it can be. */
export function revealed({ tops }: Layout, index: number, top: number, height: number): number {
  const [from, to] = [tops[index] ?? 0, tops[index + 1] ?? 0];
  if (from < top) return from;
  return to > top + height ? to - height : top;
}

/** What stays where it is while rows come, go and move: the row, and how far below the upper edge it stands, px. */
export interface Anchor {
  readonly id: string;
  readonly below: number;
}

/**
 * The first of the candidates that is still there keeps its place. `before` and `ids` are the rows before and after; without a
 * candidate it is the first row that can be seen and is still there. Null at the top, where news may come in front.
 */
export function anchorOf(
  before: { readonly ids: readonly string[]; readonly layout: Layout },
  top: number,
  candidates: readonly (string | null)[],
  isThere: (id: string) => boolean,
): Anchor | null {
  for (const id of candidates) {
    if (id === null || !isThere(id)) continue;
    const index = before.ids.indexOf(id);
    if (index >= 0) return { id, below: (before.layout.tops[index] ?? 0) - top };
  }
  if (top <= 0) return null;
  for (let index = Math.max(0, rowAt(before.layout, top)); index < before.ids.length; index += 1) {
    const id = before.ids[index];
    if (id !== undefined && isThere(id)) return { id, below: (before.layout.tops[index] ?? 0) - top };
  }
  return null;
}

/**
 * The order while somebody points at the list: who stood there keeps their place, also who belongs elsewhere by now; who is new
 * comes behind whoever stands before them.
 */
export function heldOrder(
  before: readonly string[],
  now: readonly string[],
  isAlive: (id: string) => boolean,
): readonly string[] {
  const known = new Set(before);
  const held = before.filter(isAlive);
  now.forEach((id, index) => {
    if (known.has(id)) return;
    const behind = now[index - 1];
    held.splice(behind === undefined ? 0 : held.indexOf(behind) + 1, 0, id);
  });
  return held;
}
