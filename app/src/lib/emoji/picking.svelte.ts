import * as v from 'valibot';
import type { OwnPreferences } from '../device/own-preferences.svelte.ts';
import { findEmoji, placeAfter, TONES, withUsed, type Emoji, type Tone } from './emoji.ts';

/** `group`: which of Unicode's groups; what was used lately and what was found have names of their own. */
export interface EmojiSection {
  readonly name: 'recent' | 'found' | number;
  readonly emoji: readonly Emoji[];
}

/** What the picker shows, and which emoji has the keyboard. */
export class Picking {
  readonly #own: OwnPreferences;
  #all: readonly Emoji[] = $state.raw([]);
  #typed = $state('');
  #group = $state(0);
  #at = $state(0);
  /** What was used before: while it is open, what one uses does not move what one sees. */
  #before: readonly string[] | null = $state.raw(null);

  constructor(own: OwnPreferences) {
    this.#own = own;
  }

  know(all: readonly Emoji[]): void {
    this.#all = all;
  }

  readonly #sections: readonly EmojiSection[] = $derived.by(() => {
    if (this.#typed.trim() !== '') return [{ name: 'found', emoji: findEmoji(this.#all, this.#typed) }];
    const group = { name: this.#group, emoji: this.#all.filter((emoji) => emoji.group === this.#group) };
    const recent = (this.#before ?? this.#recent).flatMap(
      (base) => this.#all.find((emoji) => emoji.base === base) ?? [],
    );
    return this.#group === 0 && recent.length > 0 ? [{ name: 'recent', emoji: recent }, group] : [group];
  });

  readonly #shown = $derived(this.#sections.flatMap(({ emoji }) => emoji));

  get sections(): readonly EmojiSection[] {
    return this.#sections;
  }

  get typed(): string {
    return this.#typed;
  }

  get group(): number {
    return this.#group;
  }

  /** Its place among all that are shown. */
  get at(): number {
    return this.#at;
  }

  get current(): Emoji | null {
    return this.#shown[this.#at] ?? null;
  }

  get count(): number {
    return this.#shown.length;
  }

  get tone(): Tone {
    return this.#own.read('emoji.tone', v.picklist(TONES), 0);
  }

  chooseTone(tone: Tone): void {
    this.#own.write('emoji.tone', tone);
  }

  type(text: string): void {
    this.#typed = text;
    this.#at = 0;
  }

  openGroup(group: number): void {
    this.#typed = '';
    this.#group = group;
    this.#at = 0;
  }

  pointAt(place: number): void {
    this.#at = place;
  }

  /** Whether this key walks. */
  walk(key: string, columns: number): boolean {
    const sizes = this.#sections.map(({ emoji }) => emoji.length);
    const place = placeAfter(key, this.#at, sizes, columns);
    if (place === null) return false;
    this.#at = place;
    return true;
  }

  get #recent(): readonly string[] {
    return this.#own.read('emoji.recent', v.array(v.string()), []);
  }

  use(emoji: Emoji): void {
    this.#before ??= this.#recent;
    this.#own.write('emoji.recent', withUsed(this.#recent, emoji.base));
  }
}
