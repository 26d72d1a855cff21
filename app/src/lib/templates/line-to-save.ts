import type { Line } from '../thread/lines.ts';

/** The words of the line that has the keyboard or the pointer, or else the newest words of ours; null when there are none. */
export function lineToSave(lines: readonly Line[]): string | null {
  const element =
    document.activeElement?.closest<HTMLElement>('[data-line]') ??
    document.querySelector<HTMLElement>('[data-line]:hover');
  const words = lines.flatMap((line) => (line.kind === 'words' && line.text !== null ? [line] : []));
  const line = words.find(({ key }) => key === element?.dataset.line) ?? words.findLast(({ isMine }) => isMine);
  return line?.text ?? null;
}
