import type { IdentifyProblem, IdentifyResponse } from '#schema/http/identity.ts';
import type { VisitorId } from '#schema/ids.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { Confirming } from '../mail/confirming-contract.ts';
import type { Clock } from '../ports.ts';
import type { Joining } from './joining-contract.ts';
import type { JoiningStore, KnownPerson } from './joining-store.ts';
import { readIdentity } from './read-identity.ts';
import type { SiteSecrets } from './site-secrets.ts';

/** A device shows what its site has signed of its visitor (IDENT2–IDENT5), or its person signs out (IDENT8). */
export interface Identifying {
  readonly identify: (request: IdentifyRequest) => Promise<Result<IdentifyResponse, IdentifyProblem | 'retry'>>;
  /** The device's token speaks for nobody any more; one that spoke for itself alone goes on doing so. */
  readonly signOut: (token: VisitorId) => void;
}

export interface IdentifyRequest {
  /** Of the token that the device has, and of the one that it made to take its place. */
  readonly token: VisitorId;
  readonly next: VisitorId;
  readonly site: string;
  /** What the site has signed; absent when the device asks for an answer that it did not hear. */
  readonly signed?: string | undefined;
}

export interface IdentifyingDeps {
  readonly store: JoiningStore;
  readonly secrets: Pick<SiteSecrets, 'of'>;
  readonly joining: Pick<Joining, 'join' | 'verify' | 'askAgain'>;
  readonly clock: Clock;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Whose device came by a letter that was handed on does not take its conversation along (MAIL10). Absent: no letters leave. */
  readonly mayBring?: Confirming['mayBring'] | undefined;
  /** How what a site has signed is read. */
  readonly read?: typeof readIdentity;
}

export function createIdentifying(deps: IdentifyingDeps): Identifying {
  const { store, joining, clock, read: readSigned = readIdentity } = deps;
  /** Two devices of somebody who is new here may come at the same time: both must find one person. */
  let queue: Promise<unknown> = Promise.resolve();

  const newVisitor = (): VisitorId => `v${Buffer.from(deps.randomBytes(16)).toString('base64url')}` as VisitorId;

  async function joinPerson({ token, next, site, signed }: IdentifyRequest): ReturnType<Identifying['identify']> {
    const known = store.token(token);
    if (known?.state === 'old' && known.next === next) {
      const live = store.token(next);
      if (live?.state !== 'live') return fail('signed-out');
      const joined = await joining.join({ token, next, into: live.visitor });
      const who = store.personOf(live.visitor);
      const isTold = joined.ok && who !== null ? await joining.verify(who, null) : joined;
      return isTold.ok ? ok({ status: 'joined' }) : isTold;
    }
    if (known !== null && known.state !== 'live') return fail('signed-out');
    if (signed === undefined) return fail('bad-token');
    const secrets = deps.secrets.of(site).map(({ secret }) => secret);
    const read = await readSigned(signed, { site, secrets, now: clock.now() });
    if (!read.ok) return read;
    const { person, fields: claims } = read.value;
    const found = store.findPerson(site, person);
    const present = store.personOf(known?.visitor ?? token);
    if (present !== null && present.visitor !== found?.visitor) return fail('other-person');
    if (present === null && known !== null && deps.mayBring?.(token, known.visitor, claims.email) === false)
      return fail('other-person');
    const now: KnownPerson = { site, person, claims, visitor: found?.visitor ?? newVisitor() };
    if (present === null) {
      const joined = await joining.join({ token, next, into: now.visitor, person: found === null ? now : null });
      if (!joined.ok) return joined;
    }
    const verified = await joining.verify(now, found?.claims ?? null);
    if (!verified.ok) return verified;
    // Behind the card: what is claimed here is on it.
    if (JSON.stringify(found?.claims) !== JSON.stringify(claims)) store.claim(now, clock.now());
    return ok({ status: present === null ? 'joined' : 'known' });
  }

  return {
    identify: (request) => {
      const turn = queue.then(() => joinPerson(request));
      queue = turn.catch(() => undefined);
      return turn;
    },
    signOut: (token) => {
      const known = store.token(token);
      if (known?.state !== 'live') return;
      store.signOut(token, clock.now());
      joining.askAgain(known.visitor);
    },
  };
}
