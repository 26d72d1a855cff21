import type { Block } from '#schema/conversation/block.ts';

/** A line of the file. */
export interface CsvBlock {
  /** As the page calls it. */
  readonly who: string;
  readonly address: string | null;
  readonly block: Block;
}

/** A spreadsheet takes what begins so for a formula, and would run it: a reason or a name is a visitor's to choose. */
const FORMULA = /^[\s]*[=+\-@\t\r|%]/;

/** In quotes where it has to be (RFC 4180), and never a formula: an apostrophe before it makes it a text. */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Times as ISO 8601 in UTC; a mark at the beginning that it is UTF-8, without which a spreadsheet may guess otherwise. */
export function blocksCsv(head: readonly string[], blocks: readonly CsvBlock[]): string {
  const time = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());
  const rows = blocks.map(({ who, address, block: { reason = '', by, at, until, stopped = [] } }) =>
    [who, address ?? '', reason, by.name, time(at), time(until), String(stopped.length)].map(csvCell).join(','),
  );
  return `\uFEFF${[head.map(csvCell).join(','), ...rows].join('\r\n')}\r\n`;
}
