import type { DeskRow } from './desk-rows.ts';

/** Heights of a row of two lines, and of one that has a third to say; px. The style of ConversationRow keeps to them. */
const TWO_LINES = 62;
const THREE_LINES = 84;

/** It has something to say on a third line: why it was missed, how to reach who left a request or wants a call, a rating, a department, a category or tags. */
export const hasThirdLine = ({
  summary: { missed, muted, request, tags, category, department, rating, callback },
}: DeskRow): boolean =>
  (missed !== undefined && muted !== true) ||
  request !== undefined ||
  rating !== undefined ||
  callback !== undefined ||
  department !== undefined ||
  category !== undefined ||
  (tags !== undefined && tags.length > 0);

export const heightOf = (row: DeskRow): number => (hasThirdLine(row) ? THREE_LINES : TWO_LINES);
