import type { Tone } from '../emoji/emoji.ts';

/** The picker of emoji. */
export interface EmojiTexts {
  readonly title: string;
  readonly search: string;
  readonly groups: string;
  /** In the order of Unicode: smileys, people, animals, food, travel, activities, objects, symbols, flags. */
  readonly group: readonly string[];
  readonly recent: string;
  readonly results: string;
  readonly found: (count: number) => string;
  readonly nothing: string;
  /** Not fetched yet, and there is no network. */
  readonly notHere: string;
  readonly tone: string;
  readonly tones: { readonly [T in Tone]: string };
}
