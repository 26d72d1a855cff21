import { getContext, setContext } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { overlayInbox } from '#client/overlay/inbox-overlay.ts';
import type { HoldlineClient, LinkState, OutboxRow, StaffReplicas, StorageState, Unsaved } from '#client/interface.ts';
import { overlayContact, type Viewer } from '#schema/conversation/overlay.ts';
import { INBOX_DOCUMENT, operatorDocument, TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import { readInbox, type Summary } from '#schema/docs/inbox-document.ts';
import { answererIn, readTeam, readWorkspaceLists, type Person } from '#schema/docs/team-document.ts';
import type { ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import { mayCommand, type Verb } from '#schema/policy/policy.ts';
import type { WorkspaceLists } from '#schema/workspace-lists.ts';
import type { Actor } from '#schema/words.ts';
import type { WorkspaceLists } from '#schema/workspace-lists.ts';
import type { Drafts } from '../device/drafts.ts';
import { OwnPreferences } from '../device/own-preferences.svelte.ts';
import type { Profile } from '../device/profile.ts';
import { Colleagues } from '../team/colleagues.svelte.ts';
import { Clock, ReplicaView, watched } from '../device/sources.svelte.ts';
import { isTentative, undecidedOf } from './decisions.ts';
import { byUrgency, sectionOf, SECTIONS, type Section } from './sections.ts';
import { WentOn } from './went-on.svelte.ts';

/** One conversation of the list, with what waits on this device laid over it. */
export interface DeskRow {
  readonly summary: Summary;
  readonly section: Section;
  readonly isUnread: boolean;
  /** Commands of it that wait on this device, and those that their author must decide on. */
  readonly waiting: number;
  readonly undecided: number;
  /** Mine only as far as this device knows: taken without a line. */
  readonly isTentative: boolean;
  /** Whoever answers it is not there. */
  readonly isLeft: boolean;
}

export type Sections = { readonly [Name in Section]: readonly DeskRow[] };

/** Everything one signed-in person sees and does, over the client of this tab. */
export class Desk {
  readonly client: HoldlineClient;
  readonly profile: Profile;
  readonly drafts: Drafts;
  /** Documents that this person writes. */
  readonly staff: StaffReplicas;
  /** What this person chose for itself, on all of its devices. */
  readonly own: OwnPreferences;
  readonly colleagues: Colleagues;
  /** The server's clock, and the device's own, by which it tells how long something waits here. */
  readonly clock: Clock;
  readonly deviceClock: Clock;
  readonly wentOn: WentOn;

  readonly #link: { readonly current: LinkState };
  readonly #outbox: { readonly current: readonly OutboxRow[] };
  readonly #storage: { readonly current: StorageState };
  readonly #unsaved: { readonly current: ReadonlyMap<string, Unsaved> };
  readonly #actor: { readonly current: Actor | null };
  readonly #trackCursors: () => void;
  readonly #inbox: ReplicaView<ReadonlyMap<ConversationId, Summary>>;
  readonly #team: ReplicaView<ReadonlyMap<OperatorId, Person>>;
  readonly #lists: ReplicaView<WorkspaceLists>;

  constructor(client: HoldlineClient, profile: Profile, drafts: Drafts) {
    this.client = client;
    this.profile = profile;
    this.drafts = drafts;
    this.clock = new Clock(client.serverNow);
    this.deviceClock = new Clock(Date.now);
    this.#link = watched(client.link);
    this.#outbox = watched(client.outbox);
    this.#storage = watched(client.storage);
    if (client.staff === null) throw new Error('the desk is for staff');
    this.staff = client.staff;
    const own = client.staff.open(operatorDocument(profile.id));
    this.own = new OwnPreferences(own);
    this.colleagues = new Colleagues(client, own, profile.id);
    this.#unsaved = watched(client.staff.unsaved);
    this.#actor = watched(client.actor);
    this.#trackCursors = createSubscriber((update) => client.cursors.subscribe(update));
    client.onGone((documents) => drafts.forget(documents));
    const inbox = client.replicas.open(INBOX_DOCUMENT);
    this.#inbox = new ReplicaView(inbox, readInbox);
    this.wentOn = new WentOn(inbox, profile.id);
    const team = client.replicas.open(TEAM_DOCUMENT);
    this.#team = new ReplicaView(team, readTeam);
    this.#lists = new ReplicaView(team, readWorkspaceLists);
  }

  get link(): LinkState {
    return this.#link.current;
  }

  get storage(): StorageState {
    return this.#storage.current;
  }

  /** As the server last said; before that, as this device remembers. */
  get actor(): Actor & { readonly kind: 'operator' } {
    const actor = this.#actor.current;
    if (actor?.kind === 'operator') return actor;
    const { id, name, role } = this.profile;
    return { kind: 'operator', id, name, role };
  }

  get outbox(): readonly OutboxRow[] {
    return this.#outbox.current;
  }

  /** Drafts with something that only this device has. */
  get unsavedDrafts(): readonly Unsaved[] {
    return [...this.#unsaved.current.values()];
  }

  get waiting(): readonly OutboxRow[] {
    return this.outbox.filter(({ state }) => state.kind === 'waiting');
  }

  get undecided(): readonly OutboxRow[] {
    return undecidedOf(this.outbox);
  }

  get people(): readonly Person[] {
    return [...this.#team.content.values()].toSorted(
      (a, b) => Number(b.online) - Number(a.online) || a.name.localeCompare(b.name),
    );
  }

  /** Colleagues who have it open now. */
  lookingAt(conversation: ConversationId): readonly Person[] {
    return this.colleagues.lookingAt(conversation, [...this.#team.content.values()]);
  }

  /** Departments, tags and categories, as this device last heard. */
  get lists(): WorkspaceLists {
    return this.#lists.content;
  }

  /** Those that can be chosen. */
  get departments(): WorkspaceLists['departments'] {
    return this.lists.departments.filter(({ archived }) => archived !== true);
  }

  get tags(): WorkspaceLists['tags'] {
    return this.lists.tags.filter(({ archived }) => archived !== true);
  }

  /** This colleague's lease is over, as the server last said; a device without a line does not know. */
  isGone(id: string | undefined): boolean {
    return this.link.state === 'live' && this.#team.content.get(id as OperatorId)?.gone === true;
  }

  /** For `decide` over a replica. Not reactive by itself in its clock. */
  get viewer(): Viewer {
    const { departments } = this;
    return {
      actor: this.actor,
      now: this.client.serverNow(),
      person: answererIn(this.#team.content),
      department: (id) => departments.find((one) => one.id === id) ?? null,
    };
  }

  /** Nothing is known of the inbox: neither from this device nor from the server. */
  get isBlank(): boolean {
    return this.#inbox.state === 'empty';
  }

  readonly #rows: readonly DeskRow[] = $derived.by(() => {
    const { viewer, outbox } = this;
    this.#trackCursors();
    return [...overlayInbox(this.#inbox.content, outbox, viewer, this.client.outbox.accepted).values()].map((line) => {
      const summary = { ...line, name: this.nameWith(line.name, line.visitor) };
      const own = outbox.filter(({ command }) => concerns(command.payload, line));
      const section = sectionOf(summary, viewer.actor.id);
      return {
        summary,
        section,
        isUnread: section !== 'closed' && line.lastBy === 'visitor' && line.lastVisitorSeq > this.#seenUpTo(line),
        waiting: own.filter(({ state }) => state.kind === 'waiting').length,
        undecided: undecidedOf(own).length,
        isTentative: section === 'mine' && isTentative(own, this.link, viewer.actor.id),
        isLeft: line.state === 'active' && this.isGone(line.assignee?.id),
      };
    });
  });

  readonly #sections: Sections = $derived.by(() => {
    const sorted = this.#rows.toSorted((a, b) => byUrgency(a.summary, b.summary));
    const of = (section: Section): readonly DeskRow[] => sorted.filter((row) => row.section === section);
    return Object.fromEntries(SECTIONS.map((section) => [section, of(section)])) as unknown as Sections;
  });

  get rows(): readonly DeskRow[] {
    return this.#rows;
  }

  get sections(): Sections {
    return this.#sections;
  }

  row(id: ConversationId): DeskRow | null {
    return this.#rows.find(({ summary }) => summary.id === id) ?? null;
  }

  /** A visitor's name with renames that wait laid over it; empty while nobody knows it. */
  nameWith(known: string, visitor: VisitorId): string {
    const waiting = this.waiting.map(({ command }) => command);
    return overlayContact(known === '' ? {} : { name: known }, visitor, waiting, this.actor).name ?? '';
  }

  /** Whether this person's role has this verb at all. */
  may(verb: Verb): boolean {
    return mayCommand(this.actor, verb, null);
  }

  #seenUpTo(line: Summary): number {
    const { cursors } = this.client;
    const seen = Math.max(cursors.own(line.id)?.seen ?? 0, cursors.of(line.id)[this.profile.id]?.seen ?? 0);
    return line.assignee?.id === this.profile.id ? Math.max(seen, line.seenByAssignee) : seen;
  }
}

function concerns(payload: OutboxRow['command']['payload'], line: Summary): boolean {
  if ('conversation' in payload) return payload.conversation === line.id;
  return 'visitor' in payload && payload.visitor === line.visitor;
}

const KEY = Symbol('desk');

export const provideDesk = (desk: Desk): Desk => setContext(KEY, desk);
export const useDesk = (): Desk => getContext<Desk>(KEY);
