import { drawing } from '../parts/drawing.ts';
import type { PartHost } from '../parts/part.ts';
import styles from './emoji.css?inline';
import { EMOJI_TEXTS } from './emoji-texts.ts';
import EmojiButton from './EmojiButton.svelte';

const loadPicker = () => import('./EmojiPicker.svelte');

/**
 * A small picker of emoji beside the field (EMO4). Not on a phone: its own keyboard has them all, and a picker would take the room that
 * the keyboard leaves.
 */
export function openPart(host: PartHost): () => void {
  const { parts, composer, options } = host;
  const texts = EMOJI_TEXTS[options.language];
  let isOpen = $state.raw(false);
  let strip: Parameters<typeof parts.put>[0] | null = $state.raw(null);

  function close(takesFocus: boolean): void {
    isOpen = false;
    if (takesFocus) composer.focus();
  }
  function toggle(): void {
    isOpen = !isOpen;
    if (!isOpen) return composer.focus();
    loadPicker().then(
      ({ default: picker }) =>
        (strip ??= { place: 'above', order: 10, draw: drawing(picker, { host, texts, onclose: close }, styles) }),
      () => (isOpen = false),
    );
  }

  const props = { host, isOpen: () => isOpen, ontoggle: toggle, ongone: () => close(false) };
  const stops = [
    parts.put({ place: 'tools', draw: drawing(EmojiButton, props, styles) }),
    parts.keep(() => (isOpen ? strip : null)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
