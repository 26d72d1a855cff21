import type * as v from 'valibot';
import {
  mailResponseSchema,
  mailTestResponseSchema,
  type mailRequestSchema,
  type MailResponse,
  type MailTestResponse,
} from '#schema/http/mail.ts';
import type { Result } from '#schema/result.ts';
import type { ApiFailure } from '../account/api.ts';
import { asking } from '../account/asking.ts';

/** Why a change was not taken, beyond what keeps a server from answering. */
export type MailFailure = ApiFailure | 'password-needed' | 'not-protected';

export interface MailCalls {
  readonly read: () => Promise<Result<MailResponse, MailFailure>>;
  readonly change: (request: v.InferInput<typeof mailRequestSchema>) => Promise<Result<MailResponse, MailFailure>>;
  readonly test: (to: string, language: string) => Promise<Result<MailTestResponse, MailFailure>>;
}

/** A mail server may take its time to say no, ms. */
const TEST_WITHIN = 60_000;

const ask = asking('/api/mail', ['password-needed', 'not-protected']);

export const mailCalls: MailCalls = {
  read: () => ask('GET', '', { schema: mailResponseSchema }),
  change: (request) => ask('PUT', '', { schema: mailResponseSchema, body: request }),
  test: (to, language) =>
    ask('POST', '/test', { schema: mailTestResponseSchema, body: { to, language }, within: TEST_WITHIN }),
};
