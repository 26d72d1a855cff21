import * as v from 'valibot';
import { atMost } from '../at-most.ts';
import { BLOCK_REASON_LENGTH, BLOCK_SCOPES } from '../conversation/block.ts';
import { visitorIdSchema } from '../ids.ts';
import { accept, defineCommand, NOTHING, reject } from './definition.ts';

const scope = /*#__PURE__*/ v.picklist(BLOCK_SCOPES);

export const blockReason = /*#__PURE__*/ v.pipe(
  v.string(),
  v.transform((text) => text.toWellFormed().normalize('NFC').trim()),
  atMost(BLOCK_REASON_LENGTH),
);
/** Ms by the server's clock; null: for ever. */
export const blockUntil = /*#__PURE__*/ v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

/**
 * This visitor, or whoever comes from where this visitor came from last, writes nothing here until then. The address is the server's
 * to know: no device has it. The reason is for colleagues.
 */
export const visitorBlock = /*#__PURE__*/ defineCommand({
  type: 'visitor.block',
  payload: v.object({
    visitor: visitorIdSchema,
    scope,
    until: blockUntil,
    reason: v.optional(blockReason),
  }),
  decide: (facts, { visitor, scope: what, until, reason = '' }, { now }) => {
    // It waited on a device for longer than it was to last.
    if (until !== null && until <= now) return NOTHING;
    const address = what === 'address' ? facts.addressOf?.(visitor) : undefined;
    if (address === null) return reject({ reason: 'no-address' });
    return accept({
      kind: 'blocked',
      scope: what,
      until,
      ...(address !== undefined && { address }),
      ...(reason !== '' && { reason }),
    });
  },
});

export const visitorUnblock = /*#__PURE__*/ defineCommand({
  type: 'visitor.unblock',
  payload: v.object({ visitor: visitorIdSchema, scope }),
  decide: (_facts, { scope: what }) => accept({ kind: 'unblocked', scope: what }),
});
