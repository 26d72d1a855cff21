import * as v from 'valibot';
import { blockReason, blockUntil } from '../commands/visitor-block.ts';

/** `GET /api/blocks`: which address each block is about, for those who may see it; everything else every desk has (team document). */
export const blockAddressesSchema = /*#__PURE__*/ v.object({
  addresses: v.array(v.object({ id: v.string(), address: v.string() })),
});

/** `POST /api/blocks`: an address that was typed; the same one again is changed. 400 `not-an-address`, `is-over`. */
export const blockAddressSchema = /*#__PURE__*/ v.strictObject({
  address: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  until: blockUntil,
  reason: v.optional(blockReason, ''),
});

/** The answer to it. */
export const blockAddedSchema = /*#__PURE__*/ v.object({ id: v.string() });

export type BlockAddresses = v.InferOutput<typeof blockAddressesSchema>;
export type BlockAddress = v.InferInput<typeof blockAddressSchema>;
