import type { OperatorStatus } from '#schema/docs/operator-status.ts';
import { writePerson, writeWorkspaceLists, type Person } from '#schema/docs/team-document.ts';
import type { OperatorId } from '#schema/ids.ts';
import type { WorkspaceListsRoom } from '../lists/workspace-lists.ts';
import type { People, PersonRecord } from '../ports.ts';
import type { Presence } from '../presence/leases.ts';
import type { LiveDocument } from '../publish/live-document.ts';

/** The document `team`: the people of the workspace, who of them is there, and the workspace's own lists. */
export interface Team {
  /** Somebody came, is gone or has another status; null: everybody may. */
  readonly presenceChanged: (person: OperatorId | null) => void;
}

export function createTeam(
  document: LiveDocument,
  people: People,
  presenceOf: (person: string) => Presence,
  statusOf: (person: string) => OperatorStatus,
  lists: Pick<WorkspaceListsRoom, 'current' | 'onChanged'>,
): Team {
  const personOf = ({ id, name, role }: PersonRecord): Person => {
    const presence = presenceOf(id);
    const status = statusOf(id);
    return {
      id,
      name,
      role,
      online: presence === 'here',
      ...(presence === 'gone' && { gone: true }),
      ...(status !== 'online' && { status }),
    };
  };

  function write(persons: readonly PersonRecord[]): void {
    document.write((doc) => {
      for (const person of persons) writePerson(doc, personOf(person));
    });
  }

  function renewIfHeavy(): void {
    const all = people.all();
    const { departments, tags, categories } = lists.current();
    document.renewIfHeavy(all.length + departments.length + tags.length + categories.length, (doc) => {
      for (const other of all) writePerson(doc, personOf(other));
      writeWorkspaceLists(doc, lists.current());
    });
  }

  write(people.all());
  document.write((doc) => writeWorkspaceLists(doc, lists.current()));
  people.onAdded((person) => write([person]));
  lists.onChanged((current) => {
    document.write((doc) => writeWorkspaceLists(doc, current));
    renewIfHeavy();
  });
  return {
    presenceChanged: (id) => {
      const person = id === null ? null : people.find(id);
      if (id === null) write(people.all());
      else if (person !== null) write([person]);
      renewIfHeavy();
    },
  };
}
