// With it comes the code of signing in and out, which must work without a line too.
import './leave.ts';
import './person.svelte.ts';

import type { PartHost } from '../parts/part.ts';

const loadFiles = () => import('../files/files.ts');

/**
 * From when the panel was open, signing in and out is at hand (IDENT6, IDENT8): the page's call is answered by a file that is fetched for
 * rare ones. And a file can be chosen in a tunnel too (FILE12).
 */
export function openPart({ panel, parts }: PartHost): () => void {
  const call = globalThis.holdline as typeof globalThis.holdline | undefined;
  call?.('version').catch(() => undefined);
  return parts.keep(() => {
    if (panel.isOpen) loadFiles().catch(() => undefined);
    return null;
  });
}
