// With it comes the code of signing in and out, which must work without a line too.
import './leave.ts';
import './person.svelte.ts';

/** From when the panel was open, signing in and out is at hand (IDENT6, IDENT8): the page's call is answered by a file that is fetched for rare ones. */
export function openPart(): () => void {
  const call = globalThis.holdline as typeof globalThis.holdline | undefined;
  call?.('version').catch(() => undefined);
  return () => undefined;
}
