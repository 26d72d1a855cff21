import type { Auth, AuthDeps } from './better-auth.ts';

export type { Auth };

/**
 * The library behind it is read when somebody first signs in or shows a session: it takes as much memory as all the rest of our own
 * code, and time of every start.
 */
export function createAuth(deps: AuthDeps): Auth {
  let loaded: Promise<Auth> | null = null;
  const load = (): Promise<Auth> => {
    loaded ??= import('./better-auth.ts')
      .then(({ createBetterAuth }) => createBetterAuth(deps))
      .catch((error: unknown) => {
        loaded = null; // what could not be read once may be read the next time
        throw error;
      });
    return loaded;
  };
  return {
    handle: async (request) => (await load()).handle(request),
    personOfCookie: async (headers) => (headers.has('cookie') ? (await load()).personOfCookie(headers) : null),
    sessionOf: async (headers) => (await load()).sessionOf(headers),
    personOfToken: async (token) => (await load()).personOfToken(token),
  };
}
