import * as v from 'valibot';
import {
  blockAddedSchema,
  blockAddressesSchema,
  blockEffectSchema,
  type BlockAddress,
  type BlockEffect,
} from '#schema/http/blocks.ts';
import { ok, type Result } from '#schema/result.ts';
import type { ApiFailure } from '../account/api.ts';
import { asking } from '../account/asking.ts';

export type BlockFailure = ApiFailure | 'not-an-address' | 'own-address' | 'not-found';
type Answer<Value> = Promise<Result<Value, BlockFailure>>;

const ask = asking('/api/blocks', ['not-an-address', 'own-address', 'not-found']);

/** What only the server does about blocks: addresses, which no document has. */
export const blockCalls = {
  addresses: async (): Answer<Readonly<Record<string, string>>> => {
    const answer = await ask('GET', '', { schema: blockAddressesSchema });
    return answer.ok ? ok(Object.fromEntries(answer.value.addresses.map(({ id, address }) => [id, address]))) : answer;
  },
  add: (address: BlockAddress): Answer<{ readonly id: string }> =>
    ask('POST', '', { schema: blockAddedSchema, body: address }),
  effect: (address: string): Answer<BlockEffect> =>
    ask('POST', '/effect', { schema: blockEffectSchema, body: { address } }),
  remove: (id: string): Answer<unknown> => ask('DELETE', `/${encodeURIComponent(id)}`, { schema: v.unknown() }),
};

export type BlockCalls = typeof blockCalls;
