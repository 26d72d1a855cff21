import { keptFieldsOf } from '../after/kept-fields.ts';
import { drawing } from '../parts/drawing.ts';
import type { PartHost, Slot } from '../parts/part.ts';
import { DEEDS_TEXTS } from './deeds-texts.ts';
import Download from './Download.svelte';
import styles from './download.css?inline';

/** What the menu offers whoever has a conversation: to have it as a file (SCRIPT1), and its sound (SOUND3). */
export function openPart(host: PartHost): () => void {
  const { parts, options } = host;
  const texts = DEEDS_TEXTS[options.language];
  const kept = keptFieldsOf(host);
  const download: Slot = {
    place: 'menu',
    order: 5,
    label: texts.download,
    run: () => void parts.show({ title: texts.download, draw: drawing(Download, { host }, styles) }),
  };
  let takeBack = (): void => undefined;
  const offerSound = (): void => {
    const isMuted = kept.read().isMuted === true;
    takeBack();
    takeBack = parts.put({
      place: 'menu',
      order: 9,
      label: isMuted ? texts.soundOn : texts.soundOff,
      run: () => {
        kept.write({ isMuted: !isMuted });
        offerSound();
      },
    });
  };
  const takeDownload = parts.put(download);
  offerSound();
  return () => {
    takeDownload();
    takeBack();
  };
}
