import type { OperatorStatus } from '#schema/docs/operator-status.ts';
import { writeSchedule } from '#schema/docs/team-schedule.ts';
import { writeSites } from '#schema/docs/team-sites.ts';
import { writeBlocks, writePerson, writeWorkspaceLists, type Person } from '#schema/docs/team-document.ts';
import type { OperatorId } from '#schema/ids.ts';
import type { Blocks } from '../blocks/blocks.ts';
import type { WorkspaceListsRoom } from '../lists/workspace-lists.ts';
import type { MailSettings } from '../mail/mail-settings.ts';
import type { People, PersonRecord } from '../ports.ts';
import type { Photos } from '../photos/photos.ts';
import type { Presence } from '../presence/leases.ts';
import type { LiveDocument } from '../publish/live-document.ts';
import type { ScheduleRoom } from '../schedule/schedule-room.ts';
import type { SitesRoom } from '../sites/sites.ts';

/** The document `team`: the people of the workspace, who of them is there and when they work, the workspace's own lists, and who is blocked. */
export interface Team {
  /** Somebody came, is gone or has another status; null: everybody may. */
  readonly presenceChanged: (person: OperatorId | null) => void;
}

export interface TeamDeps {
  readonly people: People;
  readonly presenceOf: (person: string) => Presence;
  readonly statusOf: (person: string) => OperatorStatus;
  readonly lists: Pick<WorkspaceListsRoom, 'current' | 'onChanged'>;
  readonly schedule: Pick<ScheduleRoom, 'current' | 'onChanged'>;
  readonly sites: Pick<SitesRoom, 'all' | 'onChanged'>;
  readonly photos: Pick<Photos, 'versionOf' | 'onChanged'>;
  readonly blocks: Pick<Blocks, 'current' | 'onChanged'>;
  /** How letters leave; absent where nothing is mailed. */
  readonly letters?: { readonly mail: { readonly settings: Pick<MailSettings, 'current' | 'onChanged'> } } | undefined;
}

export function createTeam(document: LiveDocument, deps: TeamDeps): Team {
  const { people, presenceOf, statusOf, lists, schedule, sites, blocks, photos } = deps;
  const mails = (): boolean => (deps.letters?.mail.settings.current() ?? null) !== null;
  const personOf = ({ id, name, role }: PersonRecord): Person => {
    const presence = presenceOf(id);
    const status = statusOf(id);
    const photo = photos.versionOf(id);
    return {
      id,
      name,
      role,
      online: presence === 'here',
      ...(presence === 'gone' && { gone: true }),
      ...(status !== 'online' && { status }),
      ...(photo !== undefined && { photo }),
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
    const blocked = blocks.current();
    const { weeks } = schedule.current();
    const places = sites.all();
    const lines =
      all.length + departments.length + tags.length + categories.length + blocked.length + weeks.size + places.length;
    document.renewIfHeavy(lines, (doc) => {
      for (const other of all) writePerson(doc, personOf(other));
      writeWorkspaceLists(doc, lists.current());
      writeSchedule(doc, schedule.current());
      writeSites(doc, places, mails());
      writeBlocks(doc, blocked);
    });
  }

  write(people.all());
  document.write((doc) => {
    writeWorkspaceLists(doc, lists.current());
    writeSchedule(doc, schedule.current());
    writeSites(doc, sites.all(), mails());
    writeBlocks(doc, blocks.current());
  });
  blocks.onChanged(() => {
    document.write((doc) => writeBlocks(doc, blocks.current()));
    renewIfHeavy();
  });
  people.onAdded((person) => write([person]));
  photos.onChanged((id) => {
    const person = people.find(id);
    if (person !== null) write([person]);
  });
  lists.onChanged((current) => {
    document.write((doc) => writeWorkspaceLists(doc, current));
    renewIfHeavy();
  });
  schedule.onChanged((current) => {
    document.write((doc) => writeSchedule(doc, current));
    renewIfHeavy();
  });
  sites.onChanged((site) => {
    document.write((doc) => writeSites(doc, [site], mails()));
    renewIfHeavy();
  });
  deps.letters?.mail.settings.onChanged(() => {
    document.write((doc) => writeSites(doc, sites.all(), mails()));
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
