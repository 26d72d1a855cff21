import type { OperatorId, VisitorId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import type { Identity, People } from '../ports.ts';
import type { KnownToken } from '../joining/joining-store.ts';
import type { Auth } from './auth.ts';
import { bearerOf } from './bearer.ts';
import { ownOrigins } from './origin.ts';
import { isVisitorToken, visitorIdOf } from './visitor-token.ts';

/** Says who is calling: a person by the cookie or the token of a session, a visitor by the token its device made. */

export interface IdentityDeps {
  readonly auth: Pick<Auth, 'personOfCookie' | 'personOfToken'>;
  readonly people: Pick<People, 'find'>;
  readonly publicUrl: string | null;
  /** The row of a token that speaks for somebody else than itself, or for nobody any more. */
  readonly tokenOf: (token: VisitorId) => KnownToken | null;
  /** The name on a visitor's card; null while it has none. */
  readonly contactName: (visitor: VisitorId) => string | null;
  /** Called with each person one of whose sessions ended. */
  readonly onSessionEnded: (listener: (person: OperatorId) => void) => () => void;
}

/**
 * A browser sends our cookie along with what another site makes it ask for over a WebSocket. Programs that are not browsers
 * say no origin, and have no cookie of somebody else's.
 */
function comesFromElsewhere(headers: Headers, publicUrl: string | null): boolean {
  const origin = headers.get('origin');
  const host = headers.get('host');
  return origin !== null && !ownOrigins(`http://${host ?? 'nowhere.invalid'}`, publicUrl).includes(origin);
}

export function createIdentity(deps: IdentityDeps): Identity {
  const operator = (id: string | null): Actor | null => {
    const person = id === null ? null : deps.people.find(id);
    return person === null ? null : { kind: 'operator', id: person.id, name: person.name, role: person.role };
  };

  return {
    identify: async (headers, given) => {
      const bearer = given ?? bearerOf(headers);
      // Who shows a token is who the token says, or nobody: never whom a cookie says besides.
      if (bearer === null && headers.has('authorization')) return null;
      if (bearer === null) {
        return comesFromElsewhere(headers, deps.publicUrl) ? null : operator(await deps.auth.personOfCookie(headers));
      }
      if (!isVisitorToken(bearer)) return operator(await deps.auth.personOfToken(bearer));
      const token = visitorIdOf(bearer);
      const known = deps.tokenOf(token);
      if (known !== null && known.state !== 'live') return null;
      const id = known?.visitor ?? token;
      return { kind: 'visitor', id, name: deps.contactName(id) ?? '', ...(known !== null && { origin: known.origin }) };
    },
    isReplaced: (bearer) => isVisitorToken(bearer) && deps.tokenOf(visitorIdOf(bearer))?.state === 'old',
    onRevoked: deps.onSessionEnded,
  };
}
