// With it comes the code of signing in and out, which must work without a line too.
import './leave.ts';
import './person.svelte.ts';

import { dress } from '../parts/drawing.ts';
import type { PartHost } from '../parts/part.ts';
import typing from './typing.css?inline';

const loadFiles = () => import('../files/files.ts');
const loadWords = () => import('../later/later-words.ts');
const loadRefused = () => import('../refused/refused.ts');

/**
 * From when the panel was open, signing in and out is at hand (IDENT6, IDENT8): the page's call is answered by a file that is fetched for
 * rare ones. And a file can be chosen in a tunnel too (FILE12). The sign of who types is dressed here: nobody sees it before there is a
 * talk, or without a line.
 */
export function openPart({ options, root }: PartHost): () => void {
  dress(root, typing);
  const call = globalThis.holdline as typeof globalThis.holdline | undefined;
  call?.('version').catch(() => undefined);
  loadFiles()
    .then(({ fileTexts }) => fileTexts(options.language))
    .catch(() => undefined);
  for (const load of [loadRefused, loadWords]) load().catch(() => undefined);
  return () => undefined;
}
