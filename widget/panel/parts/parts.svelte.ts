import { untrack } from 'svelte';
import type { LatePart, PartHost, Place, Places, Slot, SlotOf, View } from './part.ts';

const loadPlaces = () => import('../places/places.ts');

/** Parts of the panel that are fetched when they are wanted, and what they have put into its places (WID10). */
export class Parts implements Places {
  readonly #host: () => PartHost;
  readonly #all: readonly LatePart[];
  readonly #asked = new WeakMap<LatePart, Promise<boolean>>();
  readonly #ends: (() => void)[] = [];
  #slots = $state.raw<readonly Slot[]>([]);
  /** They are there, or cannot be had. */
  #settled = $state.raw<readonly LatePart[]>([]);
  #isOver = false;

  constructor(host: () => PartHost, all: readonly LatePart[]) {
    this.#host = host;
    this.#all = all;
  }

  at<P extends Place>(place: P): readonly SlotOf<P>[] {
    return this.#slots.filter((slot) => slot.place === place) as readonly Slot[] as readonly SlotOf<P>[];
  }

  put(slot: Slot): () => void {
    const change = (others: readonly Slot[]): void => {
      const { panel, root } = this.#host();
      // One field goes and another comes: the keyboard stays where it was, here or on the page.
      panel.keepFocus(root.activeElement !== null);
      this.#slots = others.toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0));
    };
    untrack(() => change([...this.#slots, slot]));
    return () => untrack(() => change(this.#slots.filter((other) => other !== slot)));
  }

  keep(read: () => Slot | null): () => void {
    return $effect.root(() => {
      $effect(() => {
        const slot = read();
        return slot === null ? undefined : this.put(slot);
      });
    });
  }

  look(): void {
    const host = this.#host();
    const { state } = host.chat.link;
    for (const part of this.#all) if (state && !part.isEntry && part.when(host)) void this.ask(part);
    if (host.panel.isOpen && this.hasMenu) loadPlaces().catch(() => undefined);
  }

  get isFieldComing(): boolean {
    return this.#all.some((part) => part.isField && part.when(this.#host()) && !this.#settled.includes(part));
  }

  get entries(): readonly LatePart[] {
    return this.#all.filter((part) => part.isEntry && part.when(this.#host()));
  }

  get hasMenu(): boolean {
    return this.entries.length + this.at('menu').length > 0;
  }

  async show(view: View): Promise<() => void> {
    return (await loadPlaces()).showView(this.#host(), view);
  }

  toggleMenu(button: HTMLElement): void {
    loadPlaces().then(
      ({ toggleMenu }) => toggleMenu(this.#host(), button),
      () => undefined,
    );
  }

  ask(part: LatePart): Promise<boolean> {
    const asked =
      this.#asked.get(part) ??
      part
        .load()
        .then(
          ({ openPart }) => {
            if (!this.#isOver) this.#ends.push(openPart(this.#host()));
            return true;
          },
          () => !this.#asked.delete(part),
        )
        .finally(() => (this.#settled = [...this.#settled, part]));
    this.#asked.set(part, asked);
    return asked;
  }

  destroy(): void {
    this.#isOver = true;
    for (const end of this.#ends) end();
  }
}
