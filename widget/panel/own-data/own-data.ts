import { drawing } from '../parts/drawing.ts';
import type { PartHost } from '../parts/part.ts';
import { OWN_DATA_TEXTS } from './own-data-texts.ts';
import styles from './own-data.css?inline';
import OwnDataView from './OwnDataView.svelte';

/** What visitors can do themselves about what is kept of them (PRIV1, PRIV2): an entry of the menu, and a view. */
export function openPart(host: PartHost): () => void {
  const { title } = OWN_DATA_TEXTS[host.options.language];
  const run = (): void => void host.parts.show({ title, draw: drawing(OwnDataView, { host }, styles) });
  return host.parts.put({ place: 'menu', order: 90, label: title, run });
}
