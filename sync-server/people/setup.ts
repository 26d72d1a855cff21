import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '#schema/result.ts';
import type { PersonRecord } from '../ports.ts';
import type { FoundingPeople } from './people.ts';
import type { PeopleStore } from './people-store.ts';

/** How a workspace gets its first owner: by two settings, or by a link that works once (RUN4). */
export interface Setup {
  /** Whether there is no owner yet. */
  readonly isNeeded: () => boolean;
  /**
   * At the start: makes the owner of the settings if there is none. Otherwise, a new token for the link; the tokens of
   * earlier starts are void. Null when an owner is there.
   */
  readonly prepare: (owner: { readonly email: string; readonly password: string } | null) => Promise<string | null>;
  readonly claim: (request: {
    readonly token: string;
    readonly name: string;
    readonly email: string;
    readonly password: string;
  }) => Promise<Result<PersonRecord, 'wrong-token' | 'address-in-use'>>;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
const isSame = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));

export function createSetup(people: FoundingPeople, store: PeopleStore): Setup {
  return {
    isNeeded: () => !people.hasOwner(),

    prepare: async (owner) => {
      if (people.hasOwner()) return null;
      if (owner !== null) {
        const name = owner.email.slice(0, owner.email.indexOf('@'));
        const added = await people.add({ ...owner, name, role: 'owner' });
        if (added !== 'address-in-use') return null;
      }
      const token = randomBytes(24).toString('base64url');
      store.keepSetupTokenHash(hashOf(token));
      return token;
    },

    claim: async ({ token, ...person }) => {
      const expected = store.setupTokenHash();
      const hash = hashOf(token);
      // Asked before the slow hash, so that guessing costs us nothing; asked again in the transaction that uses it up.
      if (people.hasOwner() || expected === null || !isSame(hash, expected)) return fail('wrong-token');
      const added = await people.addFirstOwner(person, hash);
      return typeof added === 'string' ? fail(added) : ok(added);
    },
  };
}
