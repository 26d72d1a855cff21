import { servesSite, type DutySites } from '#schema/docs/operator-duty.ts';
import type { OperatorStatus } from '#schema/docs/operator-status.ts';
import type { OperatorId } from '#schema/ids.ts';
import { nextShiftStart } from '#schema/schedule/duty.ts';
import type { ServerFrame } from '#schema/wire/frames.ts';
import type { Actor } from '#schema/words.ts';
import type { WorkspaceListsRoom } from '../lists/workspace-lists.ts';
import type { Clock, People } from '../ports.ts';
import { textFrame } from '../publish/websocket-frame.ts';
import type { ScheduleRoom } from '../schedule/schedule-room.ts';
import type { SitesRoom } from '../sites/sites.ts';
import type { Timers } from '../timers.ts';
import type { Presence } from './leases.ts';

/**
 * Whether anybody is on duty for visitors of a site, and telling their pages when that changes (REQ1). On duty is who answers chats, is
 * there (LEASE1 to LEASE4), online, and on duty for that site (DUTY1): whoever is away is given no new chats, and of who is invisible
 * visitors see nothing. With it goes when somebody is back, as far as the schedule says so (REQ6), and for which of the departments that
 * the site offers somebody is there (ASK3).
 */
export interface Attendance {
  /** What a page is told when its line comes up. Called right before `enter`. */
  readonly told: (site: string) => Told;
  /** It hears of each change until the returned function is called. Staff hear nothing: they see each other. */
  readonly enter: (listener: AttendanceListener, site: string) => () => void;
  /** Somebody came, is gone, has another status, or is new. */
  readonly changed: () => void;
  /** For which sites this person is on duty from now on. */
  readonly takeDuty: (person: OperatorId, sites: DutySites) => void;
  readonly serves: (person: string, site: string) => boolean;
  /** Whether they serve it and answer chats. */
  readonly answersFor: (person: string, site: string) => boolean;
  /** Asked by pages that have no line yet; nothing is remembered of it. */
  readonly isUnattended: (site: string) => boolean;
}

/** As `welcome` has it: nothing while somebody is on duty. */
export type Told = Pick<Extract<ServerFrame, { readonly t: 'welcome' }>, 'unattended' | 'back' | 'departments'>;

export interface AttendanceListener {
  readonly actor: Actor;
  /** Queues a whole WebSocket frame. */
  readonly push: (frame: Buffer) => void;
}

export interface AttendanceDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly people: Pick<People, 'all' | 'find'>;
  readonly schedule: Pick<ScheduleRoom, 'current' | 'onChanged'>;
  readonly sites: Pick<SitesRoom, 'settingsOf' | 'onChanged'>;
  readonly lists: Pick<WorkspaceListsRoom, 'current' | 'onChanged'>;
  readonly presenceOf: (person: string) => Presence;
  readonly statusOf: (person: string) => OperatorStatus;
}

/** A site with visitors on its pages. */
interface View {
  readonly listeners: Set<AttendanceListener>;
  told: Told;
  /** When somebody is back: reckoned once, and anew when that has passed or something it depends on is another. */
  back: { readonly at: number | null } | null;
}

/** ms; a timer does not know that the machine slept, or that its clock was put right. */
const LOOK_AT_LEAST_EVERY = 60_000;

export function createAttendance(deps: AttendanceDeps): Attendance {
  const { clock, timers, people, schedule, sites, lists, presenceOf, statusOf } = deps;
  const views = new Map<string, View>();
  const duties = new Map<string, DutySites>();
  let isWatched = false;

  const serves = (person: string, site: string): boolean => servesSite(duties.get(person) ?? null, site);
  const answersFor = (person: string, site: string): boolean =>
    (people.find(person)?.role ?? 'observer') !== 'observer' && serves(person, site);
  const isOnDuty = (person: string, site: string): boolean =>
    answersFor(person, site) && presenceOf(person) !== 'gone' && statusOf(person) === 'online';

  function backFor(site: string, view: Pick<View, 'back'>): number | null {
    const now = clock.now();
    if (view.back === null || (view.back.at !== null && view.back.at <= now))
      view.back = { at: nextShiftStart(schedule.current(), now, (person) => answersFor(person, site)) };
    return view.back.at;
  }

  function look(site: string, view: Pick<View, 'back'>): Told {
    const { departments: offered } = sites.settingsOf(site).form;
    const departments = lists.current().departments.flatMap(({ id, name, members, archived }) => {
      if (archived || !offered.includes(id)) return [];
      return [{ id, name, on: members.some((member) => isOnDuty(member, site)) }];
    });
    const isAttended = people.all().some(({ id }) => isOnDuty(id, site));
    const back = isAttended ? null : backFor(site, view);
    return {
      ...(!isAttended && { unattended: true as const }),
      ...(back !== null && { back }),
      ...(departments.length > 0 && { departments }),
    };
  }

  function viewOf(site: string): View {
    const known = views.get(site);
    if (known !== undefined) return known;
    const view: View = { listeners: new Set(), told: {}, back: null };
    view.told = look(site, view);
    views.set(site, view);
    watch();
    return view;
  }

  /** A shift has begun and nobody came: what was told is true no more. */
  function watch(): void {
    const next = Math.min(...[...views.values()].map(({ told }) => told.back ?? Infinity));
    if (isWatched || next === Infinity) return;
    isWatched = true;
    timers.after(Math.min(LOOK_AT_LEAST_EVERY, Math.max(next - clock.now(), 1)), () => {
      isWatched = false;
      if ([...views.values()].some(({ told }) => (told.back ?? Infinity) <= clock.now())) changed();
      else watch();
    });
  }

  function changed(): void {
    for (const [site, view] of views) {
      const before = view.told;
      view.told = look(site, view);
      if (JSON.stringify(view.told) === JSON.stringify(before)) continue;
      const { unattended: on = false, ...rest } = view.told;
      const frame = textFrame(JSON.stringify({ t: 'unattended', on, ...rest } satisfies ServerFrame));
      for (const listener of view.listeners) listener.push(frame);
    }
    watch();
  }

  function rulesChanged(): void {
    for (const view of views.values()) view.back = null;
    changed();
  }

  schedule.onChanged(rulesChanged);
  sites.onChanged(changed);
  lists.onChanged(changed);

  return {
    // Nothing changes it but what is told of as changed, so a thousand pages that come back cost one look.
    told: (site) => viewOf(site).told,
    enter: (listener, site) => {
      if (listener.actor.kind !== 'visitor') return () => undefined;
      const view = viewOf(site);
      view.listeners.add(listener);
      return () => {
        view.listeners.delete(listener);
        // A page may name any site: none is remembered longer than it has visitors.
        if (view.listeners.size === 0) views.delete(site);
      };
    },
    isUnattended: (site) => !people.all().some(({ id }) => isOnDuty(id, site)),
    changed,
    takeDuty: (person, next) => {
      const before = duties.get(person) ?? null;
      if (JSON.stringify(before) === JSON.stringify(next)) return;
      duties.set(person, next);
      rulesChanged();
    },
    serves,
    answersFor,
  };
}
