import * as v from 'valibot';
import { problemSchema } from '#schema/http/contract.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import { answerOf, type ApiFailure } from './api.ts';

export interface Asked<Value> {
  readonly schema: v.GenericSchema<unknown, Value>;
  readonly body?: object;
  /** How long an answer may take, ms. */
  readonly within?: number;
}

export type Ask<Failure> = <Value>(
  method: string,
  path: string,
  asked: Asked<Value>,
) => Promise<Result<Value, ApiFailure | Failure>>;

/**
 * Calls of one part of `/api`, each answered at once or failed. `own`: failures that only this part has, by the words of the server's
 * problem; whatever else it says no to is `refused`.
 */
export function asking<const Failure extends string = never>(
  base: string,
  own: readonly Failure[] = [],
  answer: typeof answerOf = answerOf,
): Ask<Failure> {
  return async (method, path, { schema, body, within }) => {
    const request: RequestInit = {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    };
    const response = await answer(base + path, request, undefined, within);
    // Those three are said by what stands before a server that is away.
    if (response === null || [502, 503, 504].includes(response.status)) return fail('no-network');
    if (response.status >= 500) return fail('broken');
    if (response.status === 401) return fail('unauthorized');
    if (response.status === 429) return fail('too-many');
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
    return fail(own.find((known) => problem.success && known === problem.output.error) ?? 'refused');
  };
}
