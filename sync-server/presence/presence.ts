import type { OfferOn } from '#schema/commands/conversation-offer-on.ts';
import { readDutySites } from '#schema/docs/operator-duty.ts';
import { readChoice } from '#schema/docs/operator-status.ts';
import { createIdFactory, type CommandId, type ConversationId, type OperatorId, type VisitorId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import { createCallBook, type CallBook } from '../schedule/call-book.ts';
import { createTeam, type TeamDeps } from '../derive/team.ts';
import type { Blocks } from '../blocks/blocks.ts';
import type { WorkspaceListsRoom } from '../lists/workspace-lists.ts';
import type { ScheduleRoom } from '../schedule/schedule-room.ts';
import type { Photos } from '../photos/photos.ts';
import type { SitesRoom } from '../sites/sites.ts';
import type { Clock, People } from '../ports.ts';
import type { LiveDocument } from '../publish/live-document.ts';
import type { WorkspaceSettingsRoom } from '../settings/workspace-settings.ts';
import type { Timers } from '../timers.ts';
import { createQueue, type Queue } from '../queue/queue.ts';
import { createAttendance, type Attendance } from './attendance.ts';
import { createLeases, type Leases } from './leases.ts';
import { createLooks, type Looks } from './looks.ts';
import { createOffers, type Offers } from './offers.ts';
import { createStatuses, type Statuses } from './statuses.ts';
import { createVisitors, type Visitors } from './visitors.ts';

/** Who is there: of the staff, with what they chose to be, told to colleagues in the document `team`, and what is offered on; and of the visitors. */
export interface Presence {
  readonly leases: Leases;
  readonly offers: Offers;
  readonly statuses: Statuses;
  readonly looks: Looks;
  readonly visitors: Visitors;
  readonly attendance: Attendance;
  /** Of visitors who wait. */
  readonly queue: Queue;
  /** What they are promised. */
  readonly calls: CallBook;
  /** What a person chose for itself, as its own document says. */
  readonly takeOwn: (person: OperatorId, own: OwnDocument) => void;
}

type OwnDocument = Parameters<typeof readChoice>[0];

export interface PresenceDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly people: People;
  readonly workspaceSettings: Pick<WorkspaceSettingsRoom, 'current' | 'onChanged'>;
  readonly workspaceLists: Pick<WorkspaceListsRoom, 'current' | 'onChanged'>;
  readonly schedule: Pick<ScheduleRoom, 'current' | 'onChanged'>;
  readonly sites: Pick<SitesRoom, 'all' | 'settingsOf' | 'onChanged'>;
  readonly photos: Pick<Photos, 'versionOf' | 'onChanged'>;
  readonly blocks: Pick<Blocks, 'current' | 'onChanged'>;
  readonly team: LiveDocument;
  readonly letters?: TeamDeps['letters'];
  readonly tell: (conversation: ConversationId, person: string) => void;
  readonly submit: (command: OfferOn, answer: (result: CommandResult) => void) => void;
  readonly visitorChanged: (visitor: VisitorId | null) => void;
  /** Came or is gone; null: everybody. */
  readonly personChanged: (person: OperatorId | null) => void;
}

export function createPresence(deps: PresenceDeps): Presence {
  const { clock, timers, randomBytes, people, workspaceSettings, tell, submit } = deps;
  const leases = createLeases({
    clock,
    timers,
    changed: (person) => {
      team.presenceChanged(person);
      offers.presenceChanged(person);
      attendance.changed();
      deps.personChanged(person);
    },
  });
  const statuses = createStatuses({
    clock,
    timers,
    schedule: deps.schedule,
    changed: (person) => {
      team.presenceChanged(person);
      attendance.changed();
    },
  });
  const attendance = createAttendance({
    ...deps,
    lists: deps.workspaceLists,
    presenceOf: leases.presenceOf,
    statusOf: statuses.of,
  });
  const team = createTeam(deps.team, {
    ...deps,
    presenceOf: leases.presenceOf,
    statusOf: statuses.of,
    lists: deps.workspaceLists,
  });
  const offers = createOffers({
    clock,
    timers,
    newId: createIdFactory<CommandId>({ now: clock.now, randomBytes }),
    grace: () => workspaceSettings.current().offerOnAfterSeconds,
    goneSince: leases.goneSince,
    hasColleague: (person) => people.all().some(({ id, role }) => id !== person && role !== 'observer'),
    tell,
    submit,
  });
  workspaceSettings.onChanged(offers.rulesChanged);
  people.onAdded(offers.rulesChanged);
  people.onAdded(attendance.changed);
  const visitors = createVisitors({
    timers,
    changed: (visitor) => {
      deps.visitorChanged(visitor);
      queue.visitorChanged(visitor);
    },
  });
  const queue = createQueue({
    clock,
    timers,
    isHere: visitors.isHere,
    isShown: (site) => deps.sites.settingsOf(site).form.place,
  });
  const calls = createCallBook({ clock, schedule: deps.schedule, answersFor: attendance.answersFor });
  // Whether a place is told at all is a site's own choice (QUEUE3).
  deps.sites.onChanged(() => queue.visitorChanged(null));
  const takeOwn: Presence['takeOwn'] = (person, own) => {
    statuses.take(person, readChoice(own));
    attendance.takeDuty(person, readDutySites(own));
  };
  return { leases, offers, statuses, looks: createLooks(timers), visitors, attendance, queue, calls, takeOwn };
}
