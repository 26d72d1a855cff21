import type * as Y from 'yjs';
import type { OperatorId } from '../ids.ts';
import type { Author, StaffRole } from '../words.ts';

/** A person of the workspace as colleagues see it. */
export interface Person {
  readonly id: OperatorId;
  readonly name: string;
  readonly role: StaffRole;
  /** Has a live socket on some device, or had one a moment ago. */
  readonly online: boolean;
  /** Is not there. Neither this nor `online`: the server has just started and expects them back. */
  readonly gone?: true;
}

const ROOT = 'people';

export function readTeam(doc: Y.Doc): ReadonlyMap<OperatorId, Person> {
  return new Map(doc.getMap<Person>(ROOT).entries() as Iterable<[OperatorId, Person]>);
}

/** Finds who of the team can answer chats; null for observers and strangers. */
export const answererIn =
  (team: ReadonlyMap<OperatorId, Person>) =>
  (id: string): Author | null => {
    const person = team.get(id as OperatorId);
    return person === undefined || person.role === 'observer'
      ? null
      : { kind: 'operator', id: person.id, name: person.name };
  };

/** Server only. */
export const writePerson = (doc: Y.Doc, person: Person): void => void doc.getMap<Person>(ROOT).set(person.id, person);
