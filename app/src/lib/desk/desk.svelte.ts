import { getContext, setContext } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { overlayInbox } from '#client/overlay/inbox-overlay.ts';
import type { HoldlineClient, LinkState, OutboxRow, StaffReplicas, StorageState, Unsaved } from '#client/interface.ts';
import { overlayContact, type Viewer } from '#schema/conversation/overlay.ts';
import { INBOX_DOCUMENT, operatorDocument, TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import { readInbox, type Summary } from '#schema/docs/inbox-document.ts';
import { answererIn, readTeam, readWorkspaceLists, type Person } from '#schema/docs/team-document.ts';
import { mayActFor } from '#schema/conversation/who-answers.ts';
import type { ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import { mayCommand, mayWrite, type Verb } from '#schema/policy/policy.ts';
import { nameKey, type TagColour, type WorkspaceLists } from '#schema/workspace-lists.ts';
import type { Actor } from '#schema/words.ts';
import { VisitorBlocks } from '../blocks/visitor-blocks.svelte.ts';
import type { Drafts } from '../device/drafts.ts';
import { ownKeyOf } from '../device/kept-keys.ts';
import type { DeviceStorage } from '../device/preferences.svelte.ts';
import { OwnPreferences } from '../device/own-preferences.svelte.ts';
import { openBook } from '../templates/open-book.ts';
import type { TemplateBook } from '../templates/template-book.svelte.ts';
import type { Profile } from '../device/profile.ts';
import { DeskFiles } from '../files/desk-files.svelte.ts';
import { readSites } from '#schema/docs/team-sites.ts';
import type { KnownSite } from '#schema/site/site.ts';
import { DeskSchedule } from '../schedule/desk-schedule.svelte.ts';
import { compareNames } from '../texts/compare-names.ts';
import { Colleagues } from '../team/colleagues.svelte.ts';
import { OwnDuty } from '../team/own-duty.svelte.ts';
import { coloursOf } from '../ui/tag-hue.ts';
import { Clock, Pace, ReplicaView, watched } from '../device/sources.svelte.ts';
import { undecidedOf } from './decisions.ts';
import { DeskRows, type DeskRow, type RowsById } from './desk-rows.ts';
import { inSections, type Section } from './sections.ts';
import { WentOn } from './went-on.svelte.ts';

/**
 * How often a list of so many conversations is drawn anew at most, ms: with thousands that takes some of a frame, and of forty that
 * go on one changes every moment. What this person does is drawn at once: it lies over the inbox.
 */
const paceOf = (conversations: number): number => Math.min(300, 100 + conversations / 25);

export type Sections = { readonly [Name in Section]: readonly DeskRow[] };

/** Everything one signed-in person sees and does, over the client of this tab. */
export class Desk {
  readonly client: HoldlineClient;
  readonly profile: Profile;
  readonly drafts: Drafts;
  /** Documents that this person writes. */
  readonly staff: StaffReplicas;
  /** What this person chose for itself. */
  readonly own: OwnPreferences;
  readonly duty: OwnDuty;
  readonly schedule: DeskSchedule;
  readonly colleagues: Colleagues;
  readonly templates: TemplateBook;
  readonly blocks: VisitorBlocks;
  readonly files: DeskFiles;
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
  readonly #sites: ReplicaView<ReadonlyMap<string, KnownSite>>;

  constructor(client: HoldlineClient, profile: Profile, drafts: Drafts, storage: DeviceStorage | null) {
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
    this.own = new OwnPreferences({
      replica: own,
      mayWrite: () => mayWrite(this.actor, 'operator', profile.id),
      storage,
      key: ownKeyOf(profile.id),
    });
    this.duty = new OwnDuty(this.own);
    this.files = new DeskFiles(client, `operator-${profile.id}`);
    const team = client.replicas.open(TEAM_DOCUMENT);
    this.schedule = new DeskSchedule(team, this.clock);
    this.colleagues = new Colleagues(client, own, profile.id, this.schedule);
    this.templates = openBook(client.staff, profile, () => this.actor);
    this.blocks = new VisitorBlocks(this);
    this.#unsaved = watched(client.staff.unsaved);
    this.#actor = watched(client.actor);
    const pace = new Pace(() => paceOf(this.#made.size));
    this.#trackCursors = createSubscriber((update) => pace.subscribe(client.cursors, update));
    client.onGone((documents) => drafts.forget(documents));
    const inbox = client.replicas.open(INBOX_DOCUMENT);
    this.#inbox = new ReplicaView(inbox, readInbox, pace);
    this.wentOn = new WentOn(inbox, profile.id);
    this.#team = new ReplicaView(team, readTeam);
    this.#lists = new ReplicaView(team, readWorkspaceLists);
    this.#sites = new ReplicaView(team, readSites);
  }

  get link(): LinkState {
    return this.#link.current;
  }

  /** The places where the widget stands, by id. */
  get sites(): ReadonlyMap<string, KnownSite> {
    return this.#sites.content;
  }

  /** As people call it; `unnamed` where nobody has named it, and its id where it is not known. */
  siteName(id: string, unnamed: string): string {
    return this.sites.has(id) ? this.sites.get(id)?.name || unnamed : id;
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
    return this.#unsavedIn(true);
  }

  /** Other documents of staff in which something is changed that only this device has: templates, own settings. */
  get unsavedChanges(): readonly Unsaved[] {
    return this.#unsavedIn(false);
  }

  #unsavedIn(isDraft: boolean): readonly Unsaved[] {
    return [...this.#unsaved.current].flatMap(([name, unsaved]) =>
      name.startsWith('draft/') === isDraft ? [unsaved] : [],
    );
  }

  get waiting(): readonly OutboxRow[] {
    return this.outbox.filter(({ state }) => state.kind === 'waiting');
  }

  get undecided(): readonly OutboxRow[] {
    return undecidedOf(this.outbox);
  }

  /** Where the photo of a person of staff is; null: there is none. */
  readonly photoOf = (id: string): string | null => {
    const photo = this.#team.content.get(id as OperatorId)?.photo;
    return photo === undefined ? null : `/api/photos/${id}?version=${photo}`;
  };

  get people(): readonly Person[] {
    return [...this.#team.content.values()].toSorted(
      (a, b) => Number(b.online) - Number(a.online) || compareNames(a.name, b.name),
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

  readonly #colours = $derived(coloursOf(this.tags));

  /** Of a tag in the workspace's list; undefined for one that is in none. */
  colourOf(tag: string): TagColour | undefined {
    return this.#colours.get(nameKey(tag));
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

  /** The server has confirmed the inbox on the present line. */
  get isInboxConfirmed(): boolean {
    return this.#inbox.state === 'synced';
  }

  readonly #made = new DeskRows();
  readonly #byId: RowsById = $derived.by(() => {
    const { viewer, outbox } = this;
    this.#trackCursors();
    const lines = overlayInbox(this.#inbox.content, outbox, viewer, this.client.outbox.accepted);
    const isRenaming = outbox.some(({ command }) => command.type === 'contact.update');
    return this.#made.from(lines.values(), {
      me: viewer.actor.id,
      link: this.link,
      outbox,
      nameOf: ({ name, visitor }) => (isRenaming ? this.nameWith(name, visitor) : name),
      seenUpTo: (line) => this.seenUpTo(line),
      isGone: (person) => this.isGone(person),
      serves: (site) => this.duty.serves(site),
    });
  });

  readonly #sections: Sections = $derived(inSections(this.rows));

  get rows(): readonly DeskRow[] {
    return this.#byId.all;
  }

  /** What stands where, whatever is filtered; in no order. */
  get sections(): Sections {
    return this.#sections;
  }

  row(id: ConversationId): DeskRow | null {
    return this.#byId.get(id) ?? null;
  }

  /** A visitor's name with renames that wait laid over it; empty while nobody knows it. */
  nameWith(known: string, visitor: VisitorId): string {
    const waiting = this.waiting.map(({ command }) => command);
    return overlayContact(known === '' ? {} : { name: known }, visitor, waiting, this.actor).name ?? '';
  }

  /** Nobody has to answer any more, or somebody has to after all (MISS5). */
  async settle(conversation: ConversationId, on: boolean): Promise<void> {
    // Nobody would look for it among those who wait.
    if (on && this.row(conversation)?.summary.state !== 'closed')
      await this.client.outbox.add('conversation.close', { conversation });
    await this.client.outbox.add('conversation.mute', { conversation, on });
  }

  /** Whether this person may say so of it: of what is closed or nobody's, everybody may. */
  maySettle({ summary }: DeskRow): boolean {
    if (!this.may('conversation.mute')) return false;
    return summary.state === 'closed' || summary.assignee === null || mayActFor(summary, this.actor);
  }

  /** Whether this person's role has this verb at all. */
  may(verb: Verb): boolean {
    return mayCommand(this.actor, verb, null);
  }

  /** How far this person has read, on whatever device. Not reactive by itself. */
  seenUpTo(line: Summary): number {
    const { cursors } = this.client;
    const seen = Math.max(cursors.own(line.id)?.seen ?? 0, cursors.of(line.id)[this.profile.id]?.seen ?? 0);
    return line.assignee?.id === this.profile.id ? Math.max(seen, line.seenByAssignee) : seen;
  }
}

const KEY = Symbol('desk');

export const provideDesk = (desk: Desk): Desk => setContext(KEY, desk);
export const useDesk = (): Desk => getContext<Desk>(KEY);
