import * as v from 'valibot';
import {
  blockAddedSchema,
  blockAddressesSchema,
  blockEffectSchema,
  type BlockAddress,
  type BlockEffect,
} from '#schema/http/blocks.ts';
import { problemSchema } from '#schema/http/contract.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import { answerOf, type ApiFailure } from '../account/api.ts';

export type BlockFailure = ApiFailure | 'not-an-address' | 'own-address' | 'not-found';
type Answer<Value> = Promise<Result<Value, BlockFailure>>;

/** What only the server does about blocks: addresses, which no document has. */
export const blockCalls = {
  addresses: async (): Answer<Readonly<Record<string, string>>> => {
    const answer = await ask('GET', '', blockAddressesSchema);
    return answer.ok ? ok(Object.fromEntries(answer.value.addresses.map(({ id, address }) => [id, address]))) : answer;
  },
  add: (address: BlockAddress): Answer<{ readonly id: string }> => ask('POST', '', blockAddedSchema, address),
  effect: (address: string): Answer<BlockEffect> => ask('POST', '/effect', blockEffectSchema, { address }),
  remove: (id: string): Answer<unknown> => ask('DELETE', `/${encodeURIComponent(id)}`, v.unknown()),
};

export type BlockCalls = typeof blockCalls;

async function ask<Output>(
  method: string,
  path: string,
  schema: v.GenericSchema<unknown, Output>,
  body?: object,
): Answer<Output> {
  const response = await answerOf(`/api/blocks${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (response === null || response.status >= 500) return fail('no-network');
  if (response.status === 401) return fail('unauthorized');
  let json: unknown;
  try {
    json = await response.json();
  } catch {
    return fail('broken');
  }
  if (response.ok) {
    const parsed = v.safeParse(schema, json);
    return parsed.success ? ok(parsed.output) : fail('broken');
  }
  const problem = v.safeParse(problemSchema, json);
  const error = problem.success ? problem.output.error : '';
  return fail(error === 'not-an-address' || error === 'own-address' || error === 'not-found' ? error : 'refused');
}
