import type { BetterAuthOptions } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Settings } from '../env.ts';
import type { Log } from '../log.ts';
import type { Drizzle } from '../people/drizzle-store.ts';
import type { Clock } from '../ports.ts';
import { createAttempts } from './attempts.ts';
import { authStore } from './auth-store.ts';
import { bearerOf } from './bearer.ts';
import { ADDRESS_HEADER } from './caller-address.ts';
import { createKnownSessions } from './known-sessions.ts';
import { ownOrigins } from './origin.ts';
import { hashPassword, verifyPassword } from './password.ts';

/** Sign-in of people. */
export interface Auth {
  /** Answers a request under `/api/auth/`. */
  readonly handle: (request: Request) => Promise<Response>;
  /** Whose session these headers' cookie is; null: none that is alive. */
  readonly personOfCookie: (headers: Headers) => Promise<string | null>;
  /** Whose session this token is. */
  readonly personOfToken: (token: string) => Promise<string | null>;
  /** Which session they show, by cookie or as a bearer: its id, which is no secret. */
  readonly sessionOf: (headers: Headers) => Promise<string | null>;
}

export interface AuthDeps {
  readonly drizzle: Drizzle;
  readonly settings: Pick<Settings, 'publicUrl' | 'limitSignIn'>;
  readonly secret: string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Log;
  /** One of this person's sessions ended: signed out, revoked, or found to be over. */
  readonly onSessionEnded: (person: string) => void;
}

/** Sign-ins of one account, whoever tries them, and of one address, whichever account: ms. */
const ACCOUNT_TRIES = { max: 10, window: 10 * 60_000 };
const ADDRESS_TRIES = { max: 100, window: 60 };

const SIGN_IN = '/sign-in/email';
const CHANGE_PASSWORD = '/change-password';

/** The account a sign-in is for, before anything about it is checked. */
function accountOf(body: unknown): string | null {
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : null;
  return typeof email === 'string' ? email.trim().toLowerCase() : null;
}

/** What better-auth is asked for; a test compares its tables with ours. */
export function authOptions(deps: AuthDeps) {
  const { settings, log } = deps;
  const tries = createAttempts(ACCOUNT_TRIES.max, ACCOUNT_TRIES.window, deps.clock.now);
  return {
    appName: 'Holdline',
    basePath: '/api/auth',
    ...(settings.publicUrl !== null && { baseURL: settings.publicUrl }),
    secret: deps.secret,
    database: authStore(deps.drizzle),
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      // Only its own words: what follows them may hold an address or a token.
      log: (_level: string, message: string) => log.warn(`sign-in: ${message.split('\n')[0]}`),
    },
    onAPIError: {
      onError: (error: unknown) => {
        // A refusal is an answer, not news; the message of a defect may quote what was asked.
        if (!(error instanceof APIError))
          log.error(`sign-in failed: ${error instanceof Error ? error.name : 'defect'}`);
      },
    },
    trustedOrigins: (request?: Request) =>
      request === undefined ? [] : [...ownOrigins(request.url, settings.publicUrl)],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: { additionalFields: { role: { type: 'string', required: true, input: false } } },
    session: { expiresIn: 30 * 24 * 60 * 60, updateAge: 24 * 60 * 60 },
    plugins: [twoFactor({ issuer: 'Holdline' })],
    rateLimit: {
      enabled: settings.limitSignIn,
      window: 60,
      max: 600,
      customRules: { [SIGN_IN]: ADDRESS_TRIES },
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        const account = context.path === SIGN_IN ? accountOf(context.body) : null;
        const wait = account === null || !settings.limitSignIn ? 0 : tries.take(account);
        if (wait > 0) {
          const problem = { code: 'TOO_MANY_SIGN_INS', message: `Wait ${wait} seconds.` };
          throw new APIError('TOO_MANY_REQUESTS', problem, { 'Retry-After': String(wait) });
        }
        // Whoever changes a password may do so because somebody else has it: no older session outlives it.
        if (context.path === CHANGE_PASSWORD) {
          return Promise.resolve({ context: { body: { ...(context.body as object), revokeOtherSessions: true } } });
        }
        return Promise.resolve();
      }),
      after: createAuthMiddleware(async (context) => {
        const account = context.path === SIGN_IN ? accountOf(context.body) : null;
        if (account !== null && !(context.context.returned instanceof Error)) tries.forget(account);
        return Promise.resolve();
      }),
    },
    databaseHooks: {
      session: {
        delete: {
          after: (session: { readonly userId: string }) => {
            deps.onSessionEnded(session.userId);
            return Promise.resolve();
          },
        },
      },
    },
    advanced: {
      cookiePrefix: 'holdline',
      // Said, because better-auth leaves these out by itself where it believes to be under test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      database: { generateId: () => deps.newId() },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
  } satisfies BetterAuthOptions;
}

/** Sign-in of people by better-auth, behind the few things we ask of it. */
export function createBetterAuth(deps: AuthDeps): Auth {
  const known = createKnownSessions(deps.clock.now);
  const auth = betterAuth(
    authOptions({
      ...deps,
      onSessionEnded: (person) => {
        known.forget(person);
        deps.onSessionEnded(person);
      },
    }),
  );
  const find = async (token: string) => (await auth.$context).internalAdapter.findSession(token);
  return {
    handle: (request) => auth.handler(request),
    sessionOf: async (headers) => {
      const bearer = bearerOf(headers);
      if (bearer !== null) return (await find(bearer))?.session.id ?? null;
      const cookie = headers.get('cookie') ?? '';
      const query = { disableRefresh: true, disableCookieCache: true };
      return (await auth.api.getSession({ headers: new Headers({ cookie }), query }))?.session.id ?? null;
    },
    personOfCookie: async (headers) => {
      const cookie = headers.get('cookie');
      if (cookie === null) return null;
      return known.find(`cookie ${cookie}`, async () => {
        const found = await auth.api.getSession({
          headers: new Headers({ cookie }),
          query: { disableRefresh: true, disableCookieCache: true },
        });
        return found === null ? null : { person: found.user.id, expiresAt: found.session.expiresAt.getTime() };
      });
    },
    personOfToken: (token) =>
      known.find(`token ${token}`, async () => {
        const found = await find(token);
        return found === null ? null : { person: found.user.id, expiresAt: found.session.expiresAt.getTime() };
      }),
  };
}
