import type { PartHost } from '../parts/part.ts';

const LABELS = { en: 'Take back my consent', ru: 'Отозвать согласие', pl: 'Wycofaj moją zgodę' };

/** A visitor takes its consent back in the menu (CONSENT4): the widget then is as it was before the question. */
export function openPart({ parts, options }: PartHost): () => void {
  return parts.put({
    place: 'menu',
    order: 90,
    label: LABELS[options.language],
    run: () => void globalThis.holdline('consent', false),
  });
}
