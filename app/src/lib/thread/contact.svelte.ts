import type { AcceptedCommand } from '#client/interface.ts';
import { overlayCard } from '#schema/conversation/card-overlay.ts';
import { CONTACT_FIELDS, isKnown, withoutGone, type ContactCard } from '#schema/conversation/contact-card.ts';
import type { CardTask } from '#schema/conversation/task.ts';
import type { ContactFields } from '#schema/conversation/entry.ts';
import { readCard } from '#schema/docs/contact-document.ts';
import { contactDocument } from '#schema/docs/document-name.ts';
import type { CommandId, ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import type { OutboxRow } from '#client/interface.ts';
import { nameKey, normaliseName } from '#schema/workspace-lists.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import { undecidedOf } from '../desk/decisions.ts';
import { EMPTY_DRAFT } from '../device/drafts.ts';
import { ReplicaView } from '../device/sources.svelte.ts';
import { isEmail } from '#schema/is-email.ts';

export type Field = keyof ContactFields;

/** What a task says. Times in ms. */
export interface TaskDraft {
  readonly title: string;
  readonly due: number | null;
  readonly assignee: OperatorId;
  readonly remindAt: number | null;
}

/** What was done last and can be taken back at once. */
export interface Undoable {
  readonly what: 'saved' | 'tagged' | 'untagged' | 'ticked' | 'reopened' | 'removedTask' | 'removedNote';
  /** The tag or the task it is about. */
  readonly of: string;
  readonly run: () => void;
  /** The card is still as it was made then: nobody has changed that since. */
  readonly stands: () => boolean;
}

/** A visitor's card, with waiting changes laid over it and what is being typed over those. Everything waits for the line if it must. */
export class Contact {
  readonly #desk: Desk;
  readonly #visitor: VisitorId;
  readonly #replica: ReplicaView<ContactCard>;
  #typed: ContactFields = $state.raw({});
  /** Fields that were typed into in an earlier visit, which ended before they were left. */
  #left: readonly Field[] = $state.raw([]);
  #undoable: Undoable | null = $state.raw(null);
  /** A note that is being written; the device keeps it, whatever is opened meanwhile. */
  #newNote = $state('');

  constructor(desk: Desk, visitor: VisitorId) {
    this.#desk = desk;
    this.#visitor = visitor;
    const left = desk.drafts.forms.read(`${this.document}/fields`) ?? {};
    this.#typed = Object.fromEntries(CONTACT_FIELDS.flatMap((field) => (field in left ? [[field, left[field]]] : [])));
    this.#left = CONTACT_FIELDS.filter((field) => field in left);
    this.#newNote = desk.drafts.read(`contact/${visitor}`).text;
    this.#replica = new ReplicaView(desk.client.replicas.open(contactDocument(visitor)), readCard);
  }

  /** The name of its document. */
  get document(): `contact/${string}` {
    return `contact/${this.#visitor}`;
  }

  /** What was typed and not left yet is saved: nobody presses a button for that. */
  release(): void {
    for (const field of Object.keys(this.#typed) as Field[]) this.save(field);
    this.#desk.client.replicas.release(contactDocument(this.#visitor));
  }

  readonly #whole: ContactCard = $derived.by(() => {
    const commands = [...this.#accepted(), ...this.#desk.waiting].map(({ command }) => command);
    return overlayCard(this.#replica.content, this.#visitor, commands, this.#desk.viewer);
  });

  /** As it is shown. */
  readonly card: ContactCard = $derived(withoutGone(this.#whole));

  /** Until the card has come that tells it. */
  #accepted(): readonly AcceptedCommand[] {
    return this.#replica.state === 'synced' ? [] : this.#desk.client.replicas.beyond(this.document);
  }

  /** Those that were deleted are among them: they can be brought back. */
  get everyTask(): readonly CardTask[] {
    return this.#whole.tasks;
  }

  isGone(item: CommandId): boolean {
    return this.#whole.gone.has(item);
  }

  get isKnown(): boolean {
    return isKnown(this.card.fields) || this.card.verified !== undefined;
  }

  /** Without a line, and what this device has of it is nothing: that says nothing of who it is. */
  get isMissing(): boolean {
    return this.#replica.state === 'empty' && this.#desk.link.state !== 'live';
  }

  /** Nothing of it is here yet, and it is on its way: that says nothing of who it is either. */
  get isComing(): boolean {
    return this.#replica.state === 'empty' && this.#desk.link.state === 'live';
  }

  /** Null also when a colleague has changed it meanwhile: what is undone is one's own. */
  get undoable(): Undoable | null {
    return this.#undoable?.stands() === true ? this.#undoable : null;
  }

  /** Commands of this card that the server refused: their author decides on them. */
  get refused(): readonly OutboxRow[] {
    return undecidedOf(this.#desk.outbox).filter(
      ({ command: { type, payload } }) =>
        // A block that was refused is told over the conversation, where it was asked for.
        !type.startsWith('visitor.') && 'visitor' in payload && payload.visitor === this.#visitor,
    );
  }

  readonly drop = (row: OutboxRow): void => void this.#desk.client.outbox.drop(row.command.id);

  /** What stands there is what the site has signed. */
  isVerified(field: Field): boolean {
    const signed = this.card.verified?.fields[field] ?? '';
    return signed !== '' && signed === this.value(field);
  }

  value(field: Field): string {
    return this.#typed[field] ?? this.card.fields[field] ?? '';
  }

  write(field: Field, value: string): void {
    this.#typed = { ...this.#typed, [field]: value };
    this.#keepTyped();
  }

  /** What stands in it was typed in an earlier visit, and not saved. */
  isLeft(field: Field): boolean {
    return this.#left.includes(field);
  }

  #keepTyped(): void {
    const isNone = Object.keys(this.#typed).length === 0;
    this.#desk.drafts.forms.write(`${this.document}/fields`, isNone ? null : { ...this.#typed });
  }

  reset(field: Field): void {
    const { [field]: _typed, ...others } = this.#typed;
    this.#typed = others;
    this.#left = this.#left.filter((one) => one !== field);
    this.#keepTyped();
  }

  /** What stands there cannot be saved as it is. */
  isWrong(field: Field): boolean {
    const value = this.#typed[field]?.trim() ?? '';
    return field === 'email' && value !== '' && !isEmail(value);
  }

  save(field: Field): void {
    const value = this.#typed[field]?.trim();
    if (value === undefined || this.isWrong(field)) return;
    const before = this.card.fields[field] ?? '';
    this.reset(field);
    if (value === before) return;
    void this.#add('contact.update', { [field]: value });
    this.#told('saved', '', {
      undo: () => this.#add('contact.update', { [field]: before }),
      stands: () => (this.card.fields[field] ?? '').normalize() === value.normalize(),
    });
  }

  rate(score: number | null): void {
    const before = this.card.score;
    if (score === before) return;
    void this.#add('contact.rate', { score });
    this.#told('saved', '', {
      undo: () => this.#add('contact.rate', { score: before }),
      stands: () => this.card.score === score,
    });
  }

  tag(tag: string, on: boolean): void {
    void this.#add('contact.tag', { tag, on });
    this.#told(on ? 'tagged' : 'untagged', tag, {
      undo: () => this.#add('contact.tag', { tag, on: !on }),
      stands: () => this.card.tags.some((other) => nameKey(other) === nameKey(tag)) === on,
    });
  }

  get newNote(): string {
    return this.#newNote;
  }

  writeNote(text: string): void {
    this.#newNote = text;
    this.#keepNote();
  }

  /** What is being written becomes a note. The device keeps it as a draft until the outbox has it. */
  addNote(): void {
    const text = this.#newNote;
    if (text.trim() === '') return;
    this.#newNote = '';
    void this.#add('contact.note', { text }).then(() => this.#keepNote());
  }

  #keepNote(): void {
    this.#desk.drafts.write(`contact/${this.#visitor}`, { ...EMPTY_DRAFT, text: this.#newNote, kind: 'note' });
  }

  addTask(task: TaskDraft, about: ConversationId): void {
    void this.#add('task.add', { ...task, about });
  }

  changeTask({ id, title, due, assignee, remindAt, about }: CardTask, draft: TaskDraft): void {
    const of = about === undefined ? {} : { about };
    // Whoever changes what was deleted meanwhile wants it back.
    if (this.isGone(id)) void this.#add('contact.remove', { item: id, gone: false });
    void this.#add('task.change', { ...draft, ...of, task: id });
    const before = { title, due, assignee: assignee.id, remindAt, ...of };
    this.#told('saved', '', {
      undo: () => this.#add('task.change', { ...before, task: id }),
      stands: () => this.card.tasks.some((task) => task.id === id && isAs(task, draft)),
    });
  }

  tick({ id, title }: Pick<CardTask, 'id' | 'title'>, done: boolean): void {
    void this.#add('task.done', { task: id, done });
    this.#told(done ? 'ticked' : 'reopened', title, {
      undo: () => this.#add('task.done', { task: id, done: !done }),
      stands: () => this.card.tasks.some((task) => task.id === id && (task.done !== null) === done),
    });
  }

  /** Nobody is asked whether they are sure: what is deleted is brought back as it was. */
  remove(what: 'removedTask' | 'removedNote', { id, words }: { readonly id: CommandId; readonly words: string }): void {
    void this.#add('contact.remove', { item: id, gone: true });
    this.#told(what, words, {
      undo: () => this.#add('contact.remove', { item: id, gone: false }),
      stands: () => this.#whole.gone.has(id),
    });
  }

  #told(
    what: Undoable['what'],
    of: string,
    { undo, stands }: { readonly undo: () => unknown; readonly stands: Undoable['stands'] },
  ): void {
    const run = (): void => {
      this.#undoable = null;
      undo();
    };
    this.#undoable = { what, of, run, stands };
  }

  #add(
    type: `contact.${'update' | 'tag' | 'note' | 'rate' | 'remove'}` | `task.${'add' | 'change' | 'done'}`,
    payload: object,
  ): Promise<unknown> {
    return this.#desk.client.outbox.add(type, { visitor: this.#visitor, ...payload });
  }
}

const isAs = ({ title, due, assignee, remindAt }: CardTask, draft: TaskDraft): boolean =>
  title === normaliseName(draft.title) &&
  due === draft.due &&
  assignee.id === draft.assignee &&
  remindAt === draft.remindAt;
