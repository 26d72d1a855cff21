import * as v from 'valibot';
import { createIdFactory, type CommandId, type ConversationId, type MessageId, type VisitorId } from '#schema/ids.ts';
import {
  commandsResponseSchema,
  peopleResponseSchema,
  setupStateSchema,
  type setupRequestSchema,
} from '#schema/http/contract.ts';
import { wordingsSchema } from '#schema/http/wordings.ts';
import {
  notificationsSchema,
  testResponseSchema,
  type Subscription,
  type TestAnswer,
} from '#schema/http/notifications.ts';
import { operationSchema, type Operation } from '#schema/http/operation.ts';
import { historyResponseSchema, type HistoryPage, type historyRequestSchema } from '#schema/http/history.ts';
import type { operatorAdd } from '#schema/commands/operator-add.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import { workspaceSettingsFrom, type WorkspaceChange, type WorkspaceSettings } from '#schema/workspace-settings.ts';
import { parseProfile, type Profile } from '../device/profile.ts';

/** Why a call to the server did not do what was asked. */
export type ApiFailure = 'no-network' | 'refused' | 'too-many' | 'unauthorized' | 'broken';

export type Person = v.InferOutput<typeof peopleResponseSchema>['people'][number];

const sessionSchema = v.object({
  token: v.string(),
  userAgent: v.nullish(v.string(), ''),
  updatedAt: v.pipe(
    v.string(),
    v.transform((text) => Date.parse(text)),
  ),
});
export type Session = v.InferOutput<typeof sessionSchema>;

const currentSessionSchema = v.nullable(v.object({ session: v.object({ token: v.string() }) }));

/** Calls to `/api` that need an answer now. Whatever can wait goes through the outbox instead. */
export const api = {
  async signIn(email: string, password: string): Promise<Result<Profile, ApiFailure>> {
    const answer = await call('POST', '/api/auth/sign-in/email', { email, password });
    // Here 401 speaks of the words that were typed, not of a session that ended.
    if (!answer.ok) return answer.failure === 'unauthorized' ? fail('refused') : answer;
    return api.session();
  },

  async session(): Promise<Result<Profile, ApiFailure>> {
    const answer = await call('GET', '/api/session');
    if (!answer.ok) return answer;
    const profile = parseProfile(answer.value);
    return profile === null ? fail('unauthorized') : ok(profile);
  },

  signOut: (): Promise<Result<unknown, ApiFailure>> => call('POST', '/api/auth/sign-out', {}),

  async setupNeeded(): Promise<Result<boolean, ApiFailure>> {
    const answer = await parsed(setupStateSchema, call('GET', '/api/setup'));
    return answer.ok ? ok(answer.value.needed) : answer;
  },

  setup: (request: v.InferInput<typeof setupRequestSchema>): Promise<Result<unknown, ApiFailure>> =>
    call('POST', '/api/setup', request),

  operation: (): Promise<Result<Operation, ApiFailure>> => parsed(operationSchema, call('GET', '/api/operation')),

  backUp: (): Promise<Result<Operation, ApiFailure>> =>
    parsed(operationSchema, call('POST', '/api/operation/backup', {})),

  lookAround: (): Promise<Result<Operation, ApiFailure>> =>
    parsed(operationSchema, call('POST', '/api/operation/doctor', {})),

  async people(): Promise<Result<readonly Person[], ApiFailure>> {
    const answer = await parsed(peopleResponseSchema, call('GET', '/api/people'));
    return answer.ok ? ok(answer.value.people) : answer;
  },

  /** Fails with the server's reason, or with what kept it from answering. */
  async addPerson(
    payload: v.InferInput<typeof operatorAdd.payload>,
  ): Promise<Result<void, ApiFailure | { readonly reason: string }>> {
    const command = { id: nextId(), type: 'operator.add', writtenAt: Date.now(), payload };
    const answer = await parsed(commandsResponseSchema, call('POST', '/api/commands', { commands: [command] }));
    if (!answer.ok) return answer;
    const result = answer.value.results[0]?.result;
    if (result?.status === 'accepted') return ok(undefined);
    return result?.status === 'rejected' ? fail({ reason: result.rejection.reason }) : fail('broken');
  },

  async sessions(): Promise<Result<{ readonly all: readonly Session[]; readonly current: string | null }, ApiFailure>> {
    const [all, current] = await Promise.all([
      parsed(v.array(sessionSchema), call('GET', '/api/auth/list-sessions')),
      parsed(currentSessionSchema, call('GET', '/api/auth/get-session')),
    ]);
    if (!all.ok) return all;
    return ok({ all: all.value, current: current.ok ? (current.value?.session.token ?? null) : null });
  },

  async workspace(): Promise<Result<WorkspaceSettings, ApiFailure>> {
    const answer = await call('GET', '/api/workspace');
    return answer.ok ? ok(workspaceSettingsFrom(answer.value)) : answer;
  },

  /** Answers with all of them as they are then. */
  async changeWorkspace(changes: WorkspaceChange): Promise<Result<WorkspaceSettings, ApiFailure>> {
    const answer = await call('PUT', '/api/workspace', changes);
    return answer.ok ? ok(workspaceSettingsFrom(answer.value)) : answer;
  },

  /** The words are in the body: what somebody looks for stands in no address (HIST1). */
  history: (
    request: v.InferInput<typeof historyRequestSchema>,
    signal: AbortSignal,
  ): Promise<Result<HistoryPage, ApiFailure>> =>
    parsed(historyResponseSchema, call('POST', '/api/history', request, signal)),

  async pushKey(): Promise<Result<string, ApiFailure>> {
    const answer = await parsed(notificationsSchema, call('GET', '/api/notifications'));
    return answer.ok ? ok(answer.value.publicKey) : answer;
  },

  subscribe: (subscription: Subscription): Promise<Result<unknown, ApiFailure>> =>
    call('PUT', '/api/notifications/subscription', subscription),

  unsubscribe: (endpoint: string): Promise<Result<unknown, ApiFailure>> =>
    call('POST', '/api/notifications/unsubscribe', { endpoint }),

  testPush: (endpoint: string, id: string): Promise<Result<TestAnswer, ApiFailure>> =>
    parsed(testResponseSchema, call('POST', '/api/notifications/test', { endpoint, id })),

  /** For admins and owners. */
  wordings: (
    conversation: ConversationId,
    message: MessageId,
  ): Promise<Result<v.InferOutput<typeof wordingsSchema>, ApiFailure>> =>
    parsed(wordingsSchema, call('GET', `/api/wordings/${conversation}/${message}`)),

  /** Forgets a person for good; `not-found` when that is done already. */
  async erasePerson(visitor: VisitorId): Promise<Result<void, ApiFailure | 'not-found'>> {
    const answer = await answerOf(`/api/contacts/${visitor}`, { method: 'DELETE' }, undefined, ERASE_WITHIN);
    if (answer === null) return fail('no-network');
    if (answer.ok) return ok(undefined);
    if (answer.status === 404) return fail('not-found');
    return fail(answer.status === 401 ? 'unauthorized' : 'refused');
  },

  endSession: (token: string): Promise<Result<unknown, ApiFailure>> =>
    call('POST', '/api/auth/revoke-session', { token }),
};

const ANSWER_WITHIN = 10_000;
/** It waits until no trace is left, ms. */
const ERASE_WITHIN = 60_000;

const nextId = createIdFactory<CommandId>({
  now: () => Date.now(),
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
});

async function call(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Result<unknown, ApiFailure>> {
  const request: RequestInit = {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  };
  const response = await answerOf(path, request, signal);
  if (response === null) return fail('no-network');
  if (response.ok) {
    try {
      return ok(await response.json());
    } catch {
      return fail('broken');
    }
  }
  if (response.status === 401) return fail('unauthorized');
  if (response.status === 429) return fail('too-many');
  return fail(response.status >= 500 ? 'no-network' : 'refused');
}

/** What the server said, whatever it was; null when it said nothing in time. */
export async function answerOf(
  path: string,
  request: RequestInit,
  signal?: AbortSignal,
  within = ANSWER_WITHIN,
): Promise<Response | null> {
  const deadline = AbortSignal.timeout(within);
  try {
    return await fetch(path, {
      ...request,
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    });
  } catch {
    return null;
  }
}

async function parsed<Schema extends v.GenericSchema>(
  schema: Schema,
  answer: Promise<Result<unknown, ApiFailure>>,
): Promise<Result<v.InferOutput<Schema>, ApiFailure>> {
  const result = await answer;
  if (!result.ok) return result;
  const value = v.safeParse(schema, result.value);
  return value.success ? ok(value.output) : fail('broken');
}
