import { writePerson } from '#schema/docs/team-document.ts';
import type { OperatorId } from '#schema/ids.ts';
import type { People, PersonRecord } from '../ports.ts';
import type { LiveDocument } from '../publish/live-document.ts';

/** The document `team`: the people of the workspace, and who has a socket open. */
export interface Team {
  readonly presence: (person: OperatorId, online: boolean) => void;
}

export function createTeam(document: LiveDocument, people: People): Team {
  const online = new Set<OperatorId>();

  function write(persons: readonly PersonRecord[]): void {
    document.write((doc) => {
      for (const { id, name, role } of persons) writePerson(doc, { id, name, role, online: online.has(id) });
    });
  }

  write(people.all());
  people.onAdded((person) => write([person]));
  return {
    presence: (id, isOnline) => {
      if (isOnline) online.add(id);
      else online.delete(id);
      const person = people.find(id);
      if (person !== null) write([person]);
      document.renewIfHeavy((doc) => {
        for (const { id: other, name, role } of people.all()) {
          writePerson(doc, { id: other, name, role, online: online.has(other) });
        }
      });
    },
  };
}
