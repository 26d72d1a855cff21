import { drawing } from '../parts/drawing.ts';
import type { PartHost } from '../parts/part.ts';
import styles from './emoji.css?inline';
import { EMOJI_TEXTS } from './emoji-texts.ts';
import EmojiPicker from './EmojiPicker.svelte';

/**
 * A small picker of emoji beside the field (EMO4). Not on a phone: its own keyboard has them all, and a picker would take the room that
 * the keyboard leaves.
 */
export function openPart(host: PartHost): () => void {
  const { parts, composer, options } = host;
  const texts = EMOJI_TEXTS[options.language];
  const strip = { place: 'above', order: 10, draw: drawing(EmojiPicker, { host, texts }, styles) } as const;
  return parts.keep(() => (composer.isPicking ? strip : null));
}
