import { drawing } from '../parts/drawing.ts';
import type { Draw } from '../parts/draw.ts';
import type { PartHost } from '../parts/part.ts';
import type { MessageLine } from '../thread.ts';
import styles from './refused.css?inline';
import RefusedNote from './RefusedNote.svelte';

/** Under a line that the server refused: why, and its words back into the field. */
export const refusedNote = (host: PartHost, refused: () => MessageLine['refused']): Draw =>
  drawing(RefusedNote, { host, refused }, styles);
