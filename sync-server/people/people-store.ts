import { and, eq } from 'drizzle-orm';
import { credentials, people, settings } from '#schema/tables/people.ts';
import type { PersonRecord } from '../ports.ts';
import type { Drizzle } from './drizzle-store.ts';

/** The rows of the people and of the set-up token. */
export interface PeopleStore {
  readonly all: () => readonly PersonRecord[];
  /**
   * Writes a person and its password, or nothing at all. With `token`, only when that is the set-up token's hash, which is
   * used up by it.
   */
  readonly insert: (
    person: PersonRecord & { readonly passwordHash: string; readonly credential: string; readonly now: number },
    token?: string,
  ) => 'done' | 'address-in-use' | 'wrong-token';
  readonly setupTokenHash: () => string | null;
  readonly keepSetupTokenHash: (hash: string) => void;
}

const SETUP_TOKEN = 'setup-token-hash';

export function createPeopleStore(drizzle: Drizzle): PeopleStore {
  const columns = { id: people.id, name: people.name, email: people.email, role: people.role };
  return {
    all: () => drizzle.select(columns).from(people).orderBy(people.createdAt, people.id).all(),

    insert: ({ passwordHash, credential, now, ...person }, token) =>
      drizzle.transaction(
        (transaction) => {
          const owned = and(eq(settings.key, SETUP_TOKEN), eq(settings.value, token ?? ''));
          if (token !== undefined && transaction.select().from(settings).where(owned).all().length === 0) {
            return 'wrong-token';
          }
          const twin = transaction.select(columns).from(people).where(eq(people.email, person.email)).all();
          if (twin.length > 0) return 'address-in-use';
          const times = { createdAt: new Date(now), updatedAt: new Date(now) };
          // The one who adds a person vouches for its address.
          transaction
            .insert(people)
            .values({ ...person, emailVerified: true, twoFactorEnabled: false, ...times })
            .run();
          transaction
            .insert(credentials)
            .values({
              id: credential,
              userId: person.id,
              accountId: person.id,
              providerId: 'credential',
              password: passwordHash,
              ...times,
            })
            .run();
          if (token !== undefined) transaction.delete(settings).where(owned).run();
          return 'done';
        },
        { behavior: 'immediate' },
      ),

    setupTokenHash: () =>
      drizzle.select().from(settings).where(eq(settings.key, SETUP_TOKEN)).all().at(0)?.value ?? null,

    keepSetupTokenHash: (value) => {
      drizzle
        .insert(settings)
        .values({ key: SETUP_TOKEN, value })
        .onConflictDoUpdate({ target: settings.key, set: { value } })
        .run();
    },
  };
}
