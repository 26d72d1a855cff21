import * as v from 'valibot';
import {
  mailResponseSchema,
  mailTestResponseSchema,
  type mailRequestSchema,
  type MailResponse,
  type MailTestResponse,
} from '#schema/http/mail.ts';
import { problemSchema } from '#schema/http/contract.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import { answerOf, type ApiFailure } from '../account/api.ts';

/** Why a change was not taken, beyond what keeps a server from answering. */
export type MailFailure = ApiFailure | 'password-needed' | 'not-protected';

export interface MailCalls {
  readonly read: () => Promise<Result<MailResponse, MailFailure>>;
  readonly change: (request: v.InferInput<typeof mailRequestSchema>) => Promise<Result<MailResponse, MailFailure>>;
  readonly test: (to: string, language: string) => Promise<Result<MailTestResponse, MailFailure>>;
}

/** A mail server may take its time to say no, ms. */
const TEST_WITHIN = 60_000;

const SAID: readonly string[] = ['password-needed', 'not-protected'] satisfies MailFailure[];

async function call<Schema extends v.GenericSchema>(
  schema: Schema,
  path: string,
  request: RequestInit = {},
  within?: number,
): Promise<Result<v.InferOutput<Schema>, MailFailure>> {
  const headers = { 'content-type': 'application/json' };
  const response = await answerOf(path, { ...request, headers }, undefined, within);
  if (response === null || response.status >= 500) return fail('no-network');
  if (response.status === 401) return fail('unauthorized');
  if (response.status === 429) return fail('too-many');
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const said = v.safeParse(problemSchema, body);
    return fail(said.success && SAID.includes(said.output.error) ? (said.output.error as MailFailure) : 'refused');
  }
  const parsed = v.safeParse(schema, body);
  return parsed.success ? ok(parsed.output) : fail('broken');
}

export const mailCalls: MailCalls = {
  read: () => call(mailResponseSchema, '/api/mail'),
  change: (request) => call(mailResponseSchema, '/api/mail', { method: 'PUT', body: JSON.stringify(request) }),
  test: (to, language) =>
    call(
      mailTestResponseSchema,
      '/api/mail/test',
      { method: 'POST', body: JSON.stringify({ to, language }) },
      TEST_WITHIN,
    ),
};
