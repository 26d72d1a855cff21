import { drawing } from '../parts/drawing.ts';
import type { PartHost } from '../parts/part.ts';
import requestStyles from '../request/request.css?inline';
import { REQUEST_TEXTS } from '../request/request-texts.ts';
import styles from './ask.css?inline';
import { linesOf } from './asked.ts';
import { offeredIn } from './offered.ts';
import AskForm from './AskForm.svelte';

/** What the site asks before the chat (ASK1 to ASK3). Fetched when it asks something and no talk was begun. */
export function openPart(host: PartHost): () => void {
  const { chat, options, panel, parts } = host;
  // The form of a request, while nobody is there, comes before it.
  const form = { place: 'field', order: -1, draw: drawing(AskForm, { host }, requestStyles + styles) } as const;
  const isAsked = (): boolean =>
    offeredIn(host).length > 0 ||
    linesOf(options.served.form, options.language, panel.identity, REQUEST_TEXTS[options.language]).length > 0;
  return parts.keep(() => (!chat.isStarted && isAsked() ? form : null));
}
