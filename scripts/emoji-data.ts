/**
 * Emoji for the pickers, as modules: `virtual:emoji/list` and one of names and search words a language for the app, and for the widget
 * `virtual:emoji/few-<language>`, all it needs of a language in one. Made at build from the package `emojibase-data` (MIT; Unicode's own names by CLDR), so that a page asks nobody else for them.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { FEW_EMOJI } from './few-emoji.ts';
import { wordsOf } from '../schema/search/words.ts';

interface Known {
  readonly emoji: string;
  readonly label: string;
  readonly tags?: readonly string[];
  readonly group?: number;
  readonly order?: number;
  readonly version: number;
  readonly skins?: readonly { readonly emoji: string; readonly tone: number | readonly number[] }[];
}

/** Newer ones are an empty square on the phones and computers that many visitors have. */
const NEWEST = 15;
/** Skin tones and hair by themselves. */
const COMPONENTS = 2;
const TONES = ['🏻', '🏼', '🏽', '🏾', '🏿'];
const PREFIX = 'virtual:emoji/';

export function emojiData(): Plugin {
  return {
    name: 'emoji-data',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const what = id.slice(PREFIX.length + 1);
      const few = /^few-(?<language>\w+)$/.exec(what)?.groups?.language;
      const text =
        few === undefined
          ? what === 'list'
            ? emojiList(readEmojiData('en'))
            : emojiNames(readEmojiData(what))
          : fewEmoji(readEmojiData(few), readEmojiData('en'));
      return `export default ${JSON.stringify(text)}`;
    },
  };
}

export const readEmojiData = (language: string): readonly Known[] =>
  JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve(`emojibase-data/${language}/data.json`), 'utf8'),
  ) as readonly Known[];

/** A line a group in the order of Unicode, emoji with blanks between; `*` behind one whose skin can have a tone. */
export function emojiList(known: readonly Known[]): string {
  const groups = new Map<number, string[]>();
  for (const one of shown(known)) {
    const group = groups.get(one.group ?? 0) ?? [];
    groups.set(one.group ?? 0, group);
    group.push(hasTones(one) ? `${one.emoji}*` : one.emoji);
  }
  return [...groups.values()].map((group) => group.join(' ')).join('\n');
}

/** A line an emoji in the same order: its name, a tab, and the words it is found by, folded, those of the name first. */
export const emojiNames = (known: readonly Known[]): string =>
  shown(known)
    .map(({ label, tags = [] }) => {
      return `${label}\t${[...new Set(folded([label, ...tags]))].join(' ')}`;
    })
    .join('\n');

/** Of tags as many: those that come first fit best. */
const TAGS = 4;

/** A line an emoji: it, its name, and the words it is found by beside those of the name, folded, with tabs between. */
export function fewEmoji(known: readonly Known[], english: readonly Known[]): string {
  return FEW_EMOJI.map((sign) => {
    const own = known.find((one) => plain(one.emoji) === sign);
    const other = english.find((one) => plain(one.emoji) === sign);
    if (own === undefined || other === undefined) throw new Error(`${sign} is no emoji`);
    const named = new Set(folded([own.label]));
    const words = folded([...(own.tags ?? []).slice(0, TAGS), other.label]);
    return [own.emoji, own.label, [...new Set(words)].filter((word) => !named.has(word)).join(' ')].join('\t');
  }).join('\n');
}

const plain = (emoji: string): string => emoji.replaceAll('\u{fe0f}', '');
const folded = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => wordsOf(text).map((word) => word.folded));

const shown = (known: readonly Known[]): readonly Known[] =>
  known
    .filter(({ group, version }) => group !== undefined && group !== COMPONENTS && version <= NEWEST)
    .toSorted((a, b) => (a.group ?? 0) - (b.group ?? 0) || (a.order ?? 0) - (b.order ?? 0));

/** Whether the app's rule (a tone behind the first sign) makes what Unicode has. */
function hasTones({ emoji, skins = [] }: Known): boolean {
  const [first = '', ...rest] = [...emoji];
  const behind = rest[0] === '\u{fe0f}' ? rest.slice(1) : rest;
  const made = TONES.map((tone) => [first, tone, ...behind].join(''));
  return made.every((one, index) => skins.some(({ emoji: skin, tone }) => tone === index + 1 && skin === one));
}
