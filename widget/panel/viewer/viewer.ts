import { drawing } from '../parts/drawing.ts';
import type { FileTexts } from '../files/texts/file-texts.ts';
import type { PartHost } from '../parts/part.ts';
import type { MessageLine } from '../thread.ts';
import styles from './viewer.css?inline';
import Viewer from './Viewer.svelte';

/** A picture of the thread, large over the page until it is closed, with the others of the talk beside it (FILE13). */
export function openViewer(
  host: PartHost,
  { at, bytes, files }: { at: string; bytes: (line: MessageLine) => Promise<Blob | null>; files: FileTexts },
): () => void {
  const home = document.createElement('div');
  host.root.append(home);
  let isOver = false;
  const undraw = drawing(Viewer, { host, at, bytes, files, onclose: close }, styles)(home);
  function close(): void {
    if (isOver) return;
    isOver = true;
    undraw();
    home.remove();
  }
  return close;
}
