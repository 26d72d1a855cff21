import * as v from 'valibot';
import { blockReason, blockUntil } from '../commands/visitor-block.ts';

const typedAddress = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));

/** `GET /api/blocks`: which address each block is about, for those who may see it; everything else every desk has (team document). */
export const blockAddressesSchema = /*#__PURE__*/ v.object({
  addresses: v.array(v.object({ id: v.string(), address: v.string() })),
});

/** `POST /api/blocks/effect`: what blocking this would do; changes nothing. 400 `not-an-address`. */
export const blockEffectRequestSchema = /*#__PURE__*/ v.strictObject({ address: typedAddress });

export const blockEffectSchema = /*#__PURE__*/ v.object({
  /** As it would be kept. */
  address: v.string(),
  /** How many visitors of the last day came from there, as far as the server remembers. */
  visitors: v.number(),
  /** Whoever asks comes from there. */
  isOwn: v.boolean(),
});

/**
 * `POST /api/blocks`: an address or a range that was typed; the same one again is changed. 400 `not-an-address`, `is-over`; `own-address`:
 * whoever asks comes from there.
 */
export const blockAddressSchema = /*#__PURE__*/ v.strictObject({
  address: typedAddress,
  until: blockUntil,
  reason: v.optional(blockReason, ''),
});

/** The answer to it. */
export const blockAddedSchema = /*#__PURE__*/ v.object({ id: v.string() });

export type BlockAddresses = v.InferOutput<typeof blockAddressesSchema>;
export type BlockEffect = v.InferOutput<typeof blockEffectSchema>;
export type BlockAddress = v.InferInput<typeof blockAddressSchema>;
