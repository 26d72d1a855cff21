import { createHash } from 'node:crypto';
import type { OperatorId, VisitorId } from '#schema/ids.ts';
import type { Actor, StaffRole } from '#schema/words.ts';
import type { JoiningStore } from '#sync-server/joining/joining-store.ts';
import type { Identity, People, PersonRecord } from '#sync-server/ports.ts';

/** Who works here, and who shows which token. Nobody signs in: passwords cost half a second each, and have their own tests. */
export interface Staff extends People {
  readonly actorOf: (
    bearer: string | null,
    contactName: (visitor: VisitorId) => string,
    tokenOf: TokenOf,
  ) => Actor | null;
  readonly identity: (contactName: (visitor: VisitorId) => string, tokenOf: TokenOf) => Identity;
}

/** For whom a visitor's token speaks, where it is not itself. */
export type TokenOf = JoiningStore['token'];

export const visitorIdOf = (word: string): VisitorId =>
  `v${createHash('sha256').update(word).digest().subarray(0, 16).toString('base64url')}` as VisitorId;

export const personIdOf = (name: string): OperatorId =>
  `01900000-0000-7000-8000-${createHash('sha256').update(name).digest('hex').slice(0, 12)}` as OperatorId;

export const bearerOfVisitor = (word: string): string => `visitor.${word}`;
export const bearerOfPerson = (name: string): string => `person.${name}`;

/** Reads along, so that who judges can ask the server for its documents. */
export const AUDITOR = 'auditor';

export function createStaff(names: readonly { readonly name: string; readonly role: StaffRole }[]): Staff {
  const persons = new Map<string, PersonRecord>();
  for (const { name, role } of [...names, { name: AUDITOR, role: 'observer' as const }]) {
    const id = personIdOf(name);
    persons.set(id, { id, name, role, email: `${name}@example.com` });
  }
  const actorOf: Staff['actorOf'] = (bearer, contactName, tokenOf) => {
    const [kind, word = ''] = (bearer ?? '').split('.');
    if (kind === 'visitor') {
      const token = visitorIdOf(word);
      const known = tokenOf(token);
      if (known !== null && known.state !== 'live') return null;
      const id = known?.visitor ?? token;
      return { kind: 'visitor', id, name: contactName(id), ...(known !== null && { origin: known.origin }) };
    }
    const person = kind === 'person' ? persons.get(personIdOf(word)) : undefined;
    return person === undefined ? null : { kind: 'operator', id: person.id, name: person.name, role: person.role };
  };
  return {
    find: (id) => persons.get(id) ?? null,
    all: () => [...persons.values()],
    add: () => Promise.resolve('address-in-use'),
    onAdded: () => () => undefined,
    actorOf,
    identity: (contactName, tokenOf) => ({
      identify: (headers, bearer) => {
        const shown = bearer ?? /^bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null;
        return Promise.resolve(actorOf(shown, contactName, tokenOf));
      },
      onRevoked: () => () => undefined,
    }),
  };
}
