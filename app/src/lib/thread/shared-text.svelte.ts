import { createSubscriber } from 'svelte/reactivity';
import type { StaffReplica } from '#client/interface.ts';
import { changeBetween, rebased } from './text-change.ts';

type Shared = Pick<StaffReplica, 'doc' | 'isReady' | 'subscribe'>;

/**
 * A text that several may write, as the string that a text field shows. Until the device's storage has been read it holds what
 * is typed back, and then puts it where it belongs.
 */
export class SharedText {
  readonly #replica: Shared;
  readonly #root: string;
  readonly #track: () => void;
  /** As it was shown before it was known, and what was typed since. */
  #early: { readonly base: string; readonly text: string } | null = $state.raw(null);

  constructor(replica: Shared, root: string, shown: string) {
    this.#replica = replica;
    this.#root = root;
    this.#track = createSubscriber((update) => replica.subscribe(update));
    if (!replica.isReady) this.#early = { base: shown, text: shown };
  }

  get current(): string {
    this.#track();
    return this.#early === null ? this.#now : this.#early.text;
  }

  get #now(): string {
    return this.#replica.doc.getText(this.#root).toJSON();
  }

  /** `base`: what it was when this was typed; a colleague may have written since. */
  write(text: string, base: string = this.current): void {
    if (this.#early !== null) {
      this.#early = { base: this.#early.base, text };
      return;
    }
    const typed = changeBetween(base, text);
    if (typed === null) return;
    const { at, removed, inserted } = rebased(typed, base, this.#now);
    const shared = this.#replica.doc.getText(this.#root);
    this.#replica.doc.transact(() => {
      if (removed > 0) shared.delete(at, removed);
      if (inserted !== '') shared.insert(at, inserted);
    });
  }

  /** The storage has been read. `isCopy`: what was shown till then was only a copy of what is there. */
  settle(isCopy: boolean): void {
    const early = this.#early;
    if (early === null || !this.#replica.isReady) return;
    this.#early = null;
    const known = this.#now;
    // Nothing is left of what was shown and typed: it was sent meanwhile, and nothing is to be added.
    if (early.text === '' && !isCopy && !known.includes(early.base)) return;
    if (isCopy || early.base === '' || known.includes(early.base)) this.write(early.text, early.base);
    // Words of a time before drafts were shared: they are added, and nothing is lost.
    else this.write(known === '' ? early.text : `${known}\n${early.text}`, known);
  }

  /** Takes out words that were sent, wherever they stand by now. */
  remove(sent: string): void {
    const now = this.#early?.text ?? this.#now;
    const at = now.indexOf(sent);
    if (at !== -1) this.write(now.slice(0, at) + now.slice(at + sent.length), now);
  }
}
