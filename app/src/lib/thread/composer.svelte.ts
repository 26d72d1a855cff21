import { createSubscriber } from 'svelte/reactivity';
import type { StaffReplicas } from '#client/interface.ts';
import { draftDocument, ownDraftDocument } from '#schema/docs/document-name.ts';
import type { MessageId } from '#schema/ids.ts';
import { TEXT_BYTES } from '#schema/limits.ts';
import { normaliseText, utf8Length } from '#schema/text.ts';
import type { Author } from '#schema/words.ts';
import type { Draft, Drafts } from '../device/drafts.ts';
import { LateReplica } from './late-replica.ts';
import { LeftChanges } from './left-changes.ts';
import { SharedText } from './shared-text.svelte.ts';
import type { Thread } from './thread.svelte.ts';

/** Whoever leaves a conversation sooner after it was opened walked past it: what is written there is neither read nor asked for; ms. */
const OPENS_AFTER = 100;

/** Bytes left from which on the counter shows. */
const NEAR = 1024;

type Kind = 'reply' | 'note';
type Buffer = Kind | 'edit';

/**
 * What is being written in a conversation. The reply is one for all who write it; a note and a message being changed are this
 * person's own. All three are the same on all of its devices. This device keeps a copy by its side, to show before storage is read.
 */
export class Composer {
  readonly #thread: Thread;
  readonly #drafts: Drafts;
  readonly #shared: LateReplica;
  readonly #own: LateReplica;
  readonly #texts: { readonly [B in Buffer]: SharedText };
  readonly #trackShared: () => void;
  readonly #trackOwn: () => void;
  readonly #me: Author['id'];
  readonly #left: LeftChanges;
  #early: Draft | null = $state.raw(null);
  /** Writes along with a colleague who answers. */
  #helps = $state(false);
  #sending: string | null = $state.raw(null);
  #stop: () => void;

  constructor(thread: Thread, drafts: Drafts, staff: StaffReplicas, me: Author['id']) {
    this.#thread = thread;
    this.#drafts = drafts;
    this.#me = me;
    this.#left = new LeftChanges(drafts.forms, `conversation/${thread.id}`);
    const draft = drafts.read(thread.id);
    this.#early = draft;
    this.#shared = new LateReplica(staff, draftDocument(thread.id));
    this.#own = new LateReplica(staff, ownDraftDocument(thread.id, me as never));
    const shown = (buffer: Buffer): string => (bufferOf(draft) === buffer ? draft.text : '');
    this.#texts = {
      reply: new SharedText(this.#shared, 'reply', shown('reply')),
      note: new SharedText(this.#own, 'note', shown('note')),
      edit: new SharedText(this.#own, 'edit', shown('edit')),
    };
    this.#trackShared = createSubscriber((update) => this.#shared.subscribe(update));
    this.#trackOwn = createSubscriber((update) => this.#own.subscribe(update));
    const settle = (): void => this.#settle(draft.shared === true);
    const timer = setTimeout(() => this.#open(), OPENS_AFTER);
    const stops = [this.#shared.subscribe(settle), this.#own.subscribe(settle), () => clearTimeout(timer)];
    this.#stop = () => stops.forEach((stop) => stop());
  }

  #open(): void {
    this.#shared.open();
    this.#own.open();
  }

  #settle(isCopy: boolean): void {
    if (this.#shared.isReady) this.#texts.reply.settle(isCopy);
    if (!this.#own.isReady) return;
    this.#texts.note.settle(isCopy);
    this.#texts.edit.settle(isCopy);
    const early = this.#early;
    if (early === null) return;
    this.#early = null;
    if (!isCopy && (early.kind !== 'reply' || early.editing !== null)) this.#about(early.kind, early.editing);
  }

  #about(kind: Kind, editing: MessageId | null): void {
    this.#open();
    if (this.#early !== null) {
      this.#early = { ...this.#early, kind, editing };
      return;
    }
    const about = this.#own.doc.getMap('about');
    this.#own.doc.transact(() => {
      if (about.get('kind') !== kind) about.set('kind', kind);
      if ((about.get('editing') ?? null) !== editing) about.set('editing', editing);
    });
  }

  get text(): string {
    const { current } = this.#texts[this.#buffer];
    return current === this.#sending ? '' : current;
  }

  get editing(): MessageId | null {
    this.#trackOwn();
    if (this.#early !== null) return this.#early.editing;
    return (this.#own.doc.getMap('about').get('editing') ?? null) as MessageId | null;
  }

  /** A note where only a note is allowed, unless this person writes along with who answers. */
  get kind(): Kind {
    const { answering } = this.#thread;
    if (answering.may === 'note') return answering.because === 'others' && this.#helps ? 'reply' : 'note';
    this.#trackOwn();
    if (this.#early !== null) return this.#early.kind;
    return this.#own.doc.getMap('about').get('kind') === 'note' ? 'note' : 'reply';
  }

  get #buffer(): Buffer {
    return this.editing === null ? this.kind : 'edit';
  }

  /** It is somebody else's reply: this person writes along, and the other sends it. */
  get isHelping(): boolean {
    return this.#thread.answering.may === 'note' && this.#buffer === 'reply';
  }

  /** A colleague whose words came into this reply within the last seconds. */
  get alsoWriting(): Author | null {
    this.#trackShared();
    const by = this.#buffer === 'reply' ? this.#shared.writing : null;
    return by === null || by.id === this.#me ? null : by;
  }

  /** Words of this person that stood in a draft when it ended: closed with its conversation, or made anew. */
  get aside(): string | null {
    this.#trackShared();
    this.#trackOwn();
    const words = [
      ...this.#shared.aside.map((doc) => doc.getText('reply').toJSON()),
      ...this.#own.aside.flatMap((doc) => [doc.getText('note').toJSON(), doc.getText('edit').toJSON()]),
    ].filter((text) => text.trim() !== '');
    return words.length === 0 ? null : words.join('\n');
  }

  dropAside(): void {
    this.#shared.dropAside();
    this.#own.dropAside();
  }

  /** Bytes left of a message, near the limit; null while it is far. Negative: too long. */
  get bytesLeft(): number | null {
    const { text } = this;
    if (text.length * 3 < TEXT_BYTES - NEAR) return null;
    const left = TEXT_BYTES - utf8Length(text.normalize('NFC').trimEnd());
    return left <= NEAR ? left : null;
  }

  get maySend(): boolean {
    if (this.#thread.answering.may === 'nothing' || this.isHelping) return false;
    return normaliseText(this.text).ok;
  }

  /** `base`: what the text was when this was typed. */
  write(text: string, base: string = this.text): void {
    this.#open();
    const buffer = this.#buffer;
    this.#texts[buffer].write(text, base);
    this.keep();
    if (text !== '' && buffer === 'reply' && !this.isHelping) this.#thread.sayTyping();
  }

  choose(kind: Kind): void {
    this.#open();
    const { answering } = this.#thread;
    const words = this.text;
    const from = this.#buffer;
    if (answering.may === 'note') this.#helps = kind === 'reply' && answering.because === 'others';
    else {
      this.#about(kind, this.editing);
      // Words begun as the one go along to the other, unless a colleague has a part in them.
      const to = this.#buffer;
      if (to !== from && words !== '' && this.text === '' && this.#shared.writing === null) {
        this.#texts[from].write('');
        this.#texts[to].write(words);
      }
    }
    this.keep();
  }

  startEditing(message: MessageId, text: string): void {
    this.leaveEditing();
    this.#about('reply', message);
    this.write(this.#left.take(message) ?? text);
  }

  /** Changes of messages that were left and not dropped. */
  get left(): LeftChanges['all'] {
    return this.#left.all;
  }

  /** With a key, or for another message: what was changed can be gone on with. */
  leaveEditing(): void {
    const { editing } = this;
    if (editing === null) return;
    this.#left.keep(editing, this.text, this.#thread.wordsOf(editing));
    this.stopEditing();
  }

  /** As a change where there is still time for it, else as words of its own. */
  goOnEditing(message: MessageId): void {
    if (this.#thread.changeTimeLeft(message) !== 0) return this.startEditing(message, '');
    const text = this.#left.take(message);
    if (text !== null) this.restore(text);
  }

  dropLeft(message: MessageId): void {
    this.#left.take(message);
  }

  stopEditing(): void {
    this.write('');
    this.#about('reply', null);
    this.keep();
  }

  /** What was to be a change of a message goes on as words of its own. */
  writeAnew(): void {
    const { text } = this;
    this.stopEditing();
    if (text !== '') this.restore(text);
  }

  /** Puts back words that could not be sent, in front of what is being written; not into the change of an older message. */
  restore(text: string): void {
    this.#open();
    if (this.editing === null) return this.write(this.text.trim() === '' ? text : `${text}\n${this.text}`);
    const { reply } = this.#texts;
    reply.write(reply.current.trim() === '' ? text : `${text}\n${reply.current}`);
    this.keep();
  }

  /** The draft stays until the outbox has the words, so that a crash between loses neither. */
  async submit(): Promise<void> {
    if (!this.maySend || this.#sending !== null) return;
    this.#open();
    const [text, buffer, editing] = [this.text, this.#buffer, this.editing];
    this.#sending = text;
    if (editing !== null) await this.#thread.edit(editing, text);
    else if (buffer === 'note') await this.#thread.addNote(text);
    else await this.#thread.send(text);
    this.#texts[buffer].remove(text);
    this.#sending = null;
    if (editing !== null) this.#about('reply', null);
    this.keep();
  }

  /** The copy by the side; whoever only walked past has changed nothing of it. */
  keep(): void {
    if (!this.#shared.isOpen) return;
    const shared = this.#early === null && this.#shared.isReady && this.#own.isReady;
    this.#drafts.write(this.#thread.id, {
      text: this.text,
      kind: this.kind,
      editing: this.editing,
      ...(shared && { shared }),
    });
  }

  close(): void {
    this.keep();
    this.#stop();
    this.#shared.release();
    this.#own.release();
  }
}

const bufferOf = ({ kind, editing }: Draft): Buffer => (editing === null ? kind : 'edit');
