import * as v from 'valibot';
import { commandIdSchema, type ConversationId, type MessageId } from '#schema/ids.ts';
import { Forms } from './forms.svelte.ts';
import { keep, type DeviceStorage } from './preferences.svelte.ts';

/** Where something is written: in a conversation, or on the card of a contact, by its document. */
export type Drafted = ConversationId | `contact/${string}`;

/** What is being written in one of them, and whether it is a reply, a note, or a message being changed. */
export interface Draft {
  readonly text: string;
  readonly kind: 'reply' | 'note';
  readonly editing: MessageId | null;
  /** It is a copy of a draft that all devices have. One without this was written before there were such. */
  readonly shared?: true;
}

export const EMPTY_DRAFT: Draft = { text: '', kind: 'reply', editing: null };

const draftSchema = v.object({
  text: v.string(),
  kind: v.picklist(['reply', 'note']),
  editing: v.nullable(commandIdSchema),
  shared: v.exactOptional(v.literal(true)),
});

/**
 * What one person is writing, as this device last saw it, in localStorage, a key a conversation: for the list and the first
 * moment after a reload. The drafts themselves are documents that staff write.
 */
export class Drafts {
  /** Whatever else this person has begun to write. */
  readonly forms: Forms;
  readonly #storage: DeviceStorage | null;
  readonly #prefix: string;
  /** What is known to be there, so that nothing is written twice and refused storage still has drafts. */
  readonly #known = new Map<Drafted, Draft>();

  constructor(storage: DeviceStorage | null, operator: string) {
    this.forms = new Forms(storage, operator);
    this.#storage = storage;
    this.#prefix = `holdline.draft.${operator}.`;
  }

  read(of: Drafted): Draft {
    const known = this.#known.get(of);
    if (known !== undefined) return known;
    const draft = parse(this.#storage?.getItem(this.#prefix + of) ?? null);
    this.#known.set(of, draft);
    return draft;
  }

  write(of: Drafted, draft: Draft): void {
    const before = this.read(of);
    if (
      before.text === draft.text &&
      before.kind === draft.kind &&
      before.editing === draft.editing &&
      before.shared === draft.shared
    )
      return;
    this.#known.set(of, draft);
    const isEmpty = draft.text === '' && draft.editing === null;
    keep(this.#storage, this.#prefix + of, isEmpty ? null : JSON.stringify(draft));
  }

  /** Calls back with what another tab of this browser has written there. */
  follow(of: Drafted, changed: (draft: Draft) => void): () => void {
    const heard = ({ key }: { readonly key: string | null }): void => {
      if (key !== this.#prefix + of) return;
      this.#known.delete(of);
      changed(this.read(of));
    };
    addEventListener('storage', heard);
    return () => removeEventListener('storage', heard);
  }

  /** These documents are gone for good: no draft of them stays. Null: nothing stays that all devices have. */
  forget(documents: readonly string[] | null): void {
    if (documents === null)
      for (const of of this.#all()) if (this.read(of).shared === true) this.write(of, EMPTY_DRAFT);
    this.forms.forget(documents ?? []);
    for (const name of documents ?? []) {
      const [kind, id = ''] = name.split('/');
      if (kind === 'conversation') this.write(id as ConversationId, EMPTY_DRAFT);
      else if (kind === 'contact') this.write(`contact/${id}`, EMPTY_DRAFT);
    }
  }

  /** Nothing of this person stays on the device. */
  clear(): void {
    for (const of of this.#all()) this.write(of, EMPTY_DRAFT);
    this.forms.clear();
  }

  /** In how many places there are unfinished words on this device. */
  count(): number {
    return this.#all().length + this.forms.count;
  }

  /** All that have a draft in storage. */
  #all(): readonly Drafted[] {
    const keys = Array.from({ length: this.#storage?.length ?? 0 }, (_, index) => this.#storage?.key(index) ?? '');
    return keys.flatMap((key) => (key.startsWith(this.#prefix) ? [key.slice(this.#prefix.length) as Drafted] : []));
  }
}

function parse(text: string | null): Draft {
  if (text === null) return EMPTY_DRAFT;
  try {
    const parsed = v.safeParse(draftSchema, JSON.parse(text));
    return parsed.success ? parsed.output : EMPTY_DRAFT;
  } catch {
    return EMPTY_DRAFT;
  }
}
