import type { OperatorId } from '#schema/ids.ts';
import type { StaffRole } from '#schema/words.ts';
import type { Clock, People, PersonRecord } from '../ports.ts';
import type { PeopleStore } from './people-store.ts';

/** The people of the workspace: a list in memory, because every command asks it; the rows behind it are the truth. */

export interface PeopleDeps {
  readonly store: PeopleStore;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Slow on purpose. */
  readonly hashPassword: (password: string) => Promise<string>;
}

interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  readonly password: string;
}

/** The people, with the one door that only the set-up link opens. */
export interface FoundingPeople extends People {
  readonly hasOwner: () => boolean;
  /** Makes the first owner, if this is still the hash of the set-up token; the token is used up by it. */
  readonly addFirstOwner: (
    person: Omit<NewPerson, 'role'>,
    tokenHash: string,
  ) => Promise<PersonRecord | 'address-in-use' | 'wrong-token'>;
}

export function createPeople({ store, clock, newId, hashPassword }: PeopleDeps): FoundingPeople {
  const people = new Map<string, PersonRecord>(store.all().map((person) => [person.id, person]));
  const listeners = new Set<(person: PersonRecord) => void>();

  async function add({ name, email, role, password }: NewPerson, tokenHash?: string) {
    const passwordHash = await hashPassword(password);
    const person: PersonRecord = { id: newId() as OperatorId, name, email: email.toLowerCase(), role };
    const result = store.insert({ ...person, passwordHash, credential: newId(), now: clock.now() }, tokenHash);
    if (result !== 'done') return result;
    people.set(person.id, person);
    for (const listener of listeners) listener(person);
    return person;
  }

  return {
    find: (id) => people.get(id) ?? null,
    all: () => [...people.values()],
    add: async (person) => {
      const added = await add(person);
      if (added === 'wrong-token') throw new Error('No token was asked for.');
      return added;
    },
    onAdded: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    hasOwner: () => [...people.values()].some((person) => person.role === 'owner'),
    addFirstOwner: (person, tokenHash) => add({ ...person, role: 'owner' }, tokenHash),
  };
}
