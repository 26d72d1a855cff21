import type { Context } from 'hono';
import { escapeHtml } from '../../mail/escape-html.ts';
import { framedPage } from './page-frame.ts';
import { PAGE_TEXTS, pageLanguage } from './page-texts.ts';

/** No more letters (MAIL6): what is so, and the way to the other thing. */
export function stopPage(context: Context, state: 'asks' | 'stopped' | 'again' | 'unknown' | 'retry'): Response {
  const language = pageLanguage(context.req.header('accept-language'));
  const texts = (PAGE_TEXTS[language] ?? PAGE_TEXTS.en).stop;
  const button =
    state === 'stopped'
      ? `<input type="hidden" name="again" value="1"><button class="quiet">${escapeHtml(texts.undo)}</button>`
      : state === 'unknown'
        ? ''
        : `<button${state === 'again' ? ' class="quiet"' : ''}>${escapeHtml(texts.stop)}</button>`;
  context.status(state === 'unknown' ? 400 : state === 'retry' ? 503 : 200);
  return framedPage(context, {
    language,
    title: texts.title,
    // To the address that it stands at: the ticket is in there.
    body: `<p role="status">${escapeHtml(texts[state])}</p><form method="post">${button}</form>`,
  });
}
