import { drawing } from '../parts/drawing.ts';
import type { PartHost } from '../parts/part.ts';
import askStyles from '../ask/ask.css?inline';
import styles from './request.css?inline';
import RequestForm from './RequestForm.svelte';

/** Words for when nobody is on duty, and by what to reach who left them (REQ2). Fetched when somebody comes then. */
export function openPart(host: PartHost): () => void {
  const { chat, composer, options, panel, parts } = host;
  const isAsked = (): boolean => panel.isLeaving || (chat.isToLeave && options.served.nobody?.form !== false);
  const form = { place: 'field', draw: drawing(RequestForm, { host }, styles + askStyles) } as const;
  return parts.keep(() => (isAsked() && !composer.isEditing ? form : null));
}
