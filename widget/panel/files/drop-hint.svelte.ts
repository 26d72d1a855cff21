import { drawing } from '../parts/drawing.ts';
import type { PartHost } from '../parts/part.ts';
import DropHint from './DropHint.svelte';
import type { FileTexts } from './texts/file-texts.ts';

/** Says over the talk that files may be dropped, while some are dragged over the panel (FILE12). Until what this returns is called. */
export function keepDropHint({ root, parts }: PartHost, texts: FileTexts, styles: string): () => void {
  const hint = { place: 'above', order: 20, draw: drawing(DropHint, { texts }, styles) } as const;
  let isOver = $state.raw(false);
  const isInPanel = (target: EventTarget | null): boolean =>
    target instanceof Element && root.contains(target) && target.closest('.panel') !== null;
  /** Comes again and again as long as they are there, so that nothing has to be counted. */
  const ondragover = (event: Event): void => {
    const { dataTransfer, target } = event as DragEvent;
    if (!dataTransfer?.types.includes('Files') || !isInPanel(target)) return;
    dataTransfer.dropEffect = 'copy';
    isOver = true;
  };
  const ondragleave = (event: Event): void => {
    if (!isInPanel((event as DragEvent).relatedTarget)) isOver = false;
  };
  const ondrop = (): void => void (isOver = false);
  const heard = { dragover: ondragover, dragleave: ondragleave, drop: ondrop };
  for (const [name, listener] of Object.entries(heard)) root.addEventListener(name, listener);
  const takeBack = parts.keep(() => (isOver ? hint : null));
  return () => {
    for (const [name, listener] of Object.entries(heard)) root.removeEventListener(name, listener);
    takeBack();
  };
}
