import * as v from 'valibot';
import { visitorIdSchema, type VisitorId } from '#schema/ids.ts';

/** That a person was erased: what has to be gone from every copy of the data, also from one that is restored later. */
export interface Erasure {
  readonly visitor: VisitorId;
  /** By the server's clock, ms. */
  readonly at: number;
  /** Who did it. */
  readonly by: string;
  /** Names of the documents that went; no word of what they held. */
  readonly documents: readonly string[];
  /** The newest row of entries at that time. */
  readonly row: number;
}

export const erasureSchema = v.object({
  visitor: visitorIdSchema,
  at: v.number(),
  by: v.string(),
  documents: v.array(v.string()),
  row: v.number(),
});
