import type { Invited } from '#schema/conversation/invited.ts';
import type { Entry } from '#schema/conversation/entry.ts';
import type { InviteFailure } from '#schema/http/visitors.ts';
import type { DocumentAddress } from '#schema/docs/document-name.ts';
import { createIdFactory, type CommandId, type OperatorId, type VisitorId } from '#schema/ids.ts';
import type { Command } from '#schema/commands/command.ts';
import type { PersonalInvitation } from '#schema/live/on-site.ts';
import { maySign } from '#schema/policy/policy.ts';
import { fail, type Result } from '#schema/result.ts';
import type { SiteSettings } from '#schema/site/site-settings.ts';
import type { Actor, Author } from '#schema/words.ts';
import type { Blocks } from '../blocks/blocks.ts';
import type { ConversationRow } from '../derive/conversation-row.ts';
import type { Line } from '../listen/line.ts';
import type { People } from '../ports.ts';
import { createStaffSession } from './staff-session.ts';
import type { StaffSessionDeps } from './view.ts';
import { createVisitSession, type VisitSessionDeps, type WatchSession } from './visit-session.ts';
import { createWatched, talkOf } from './watched.ts';

/** Who is on the sites now, for the street: sockets of `/watch`, personal invitations, and what a talk began upon. */
export interface WatchRoom {
  readonly enter: (
    actor: Actor,
    line: Line,
    seen: { readonly agent: string | undefined; readonly country: string | undefined },
  ) => WatchSession;
  readonly invite: (visitor: VisitorId, by: Author, text: string) => Result<PersonalInvitation, InviteFailure>;
  /** `Facts.invited`: the invitation as it really was. */
  readonly invited: (visitor: VisitorId, site: string, told: Invited) => Invited | null;
  /** An entry was published. */
  readonly entered: (address: DocumentAddress, entry: Entry) => void;
  readonly conversationChanged: (row: ConversationRow) => void;
  readonly renamed: (visitor: VisitorId, name: string) => void;
  readonly forget: (visitor: VisitorId) => void;
}

/** The settings of sites that this room goes by. */
export interface WatchedSites {
  readonly settingsOf: (site: string) => Pick<SiteSettings, 'tracking' | 'invitations'>;
  readonly find: (site: string) => { readonly archived?: true } | null;
  readonly all: () => readonly { readonly id: string }[];
  readonly onChanged: (listener: (site: { readonly id: string }) => void) => () => void;
}

export interface WatchRoomDeps
  extends Omit<VisitSessionDeps, 'watched' | 'isTracked'>, Omit<StaffSessionDeps, 'watched' | 'isAnyTracked'> {
  readonly sites: WatchedSites;
  readonly people: Pick<People, 'find'>;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Who may not write is not asked to. */
  readonly blocks: Pick<Blocks, 'suspendedUntil'>;
  /** Whether this person is connected. */
  readonly isHere: (person: OperatorId) => boolean;
  readonly submit: (actor: Actor, command: Command) => void;
}

export function createWatchRoom(deps: WatchRoomDeps): WatchRoom {
  const { clock, timers, sites, people, randomBytes } = deps;
  const newId = createIdFactory<CommandId>({ now: clock.now, randomBytes });
  const watched = createWatched({ clock, timers, newId });
  const isTracked = (site: string): boolean =>
    sites.find(site)?.archived !== true && sites.settingsOf(site).tracking.on;
  sites.onChanged(({ id }) => {
    if (!isTracked(id)) watched.close(id);
  });

  function invited(visitor: VisitorId, site: string, told: Invited): Invited | null {
    if (told.by === 'operator') {
      const own = watched.invitationOf(visitor);
      return own?.id === told.id ? { by: 'operator', id: own.by.id, name: own.by.name, text: own.text } : null;
    }
    const { list, from } = sites.settingsOf(site).invitations;
    const found = list.find(({ id }) => id === told.id);
    if (found === undefined) return null;
    const words = Object.values(found.words).filter((text) => text !== '');
    // Words that were changed since it was shown are told as they are now.
    const text = words.find((each) => each === told.text) ?? words[0];
    return text === undefined ? null : { by: 'site', id: found.id, name: from, text };
  }

  /** Whoever invited has the conversation, as long as they are there: nobody else is called to it. */
  function takeForInviter(entry: Entry, conversation: string): void {
    const { effect } = entry;
    if (effect.kind !== 'started' || effect.invited?.by !== 'operator') return;
    const person = people.find(effect.invited.id);
    if (person === null || person.role === 'observer' || !deps.isHere(person.id)) return;
    const { id, name, role } = person;
    deps.submit({ kind: 'operator', id, name, role }, {
      id: newId(),
      type: 'conversation.take',
      writtenAt: clock.now(),
      payload: { conversation },
    } as Command);
  }

  return {
    enter: (actor, line, seen) => {
      const all = { ...deps, watched };
      if (actor.kind === 'visitor') {
        if (!maySign(actor, 'give visit', actor.id)) line.close('forbidden');
        return createVisitSession(actor, line, seen, { ...all, isTracked });
      }
      return createStaffSession(actor, line, {
        ...all,
        isAnyTracked: () => sites.all().some(({ id }) => isTracked(id)),
      });
    },
    invite: (visitor, by, text) =>
      deps.blocks.suspendedUntil(visitor) === undefined ? watched.invite(visitor, by, text) : fail('suspended'),
    invited,
    entered: (address, entry) => {
      if (address.kind === 'conversation' && entry.effect.kind === 'started')
        takeForInviter(entry, address.conversation);
    },
    conversationChanged: (row) => watched.talks(row.visitor, talkOf(row)),
    renamed: watched.renamed,
    forget: watched.forget,
  };
}
