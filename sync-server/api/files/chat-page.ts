import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import * as v from 'valibot';
import { DEFAULT_SITE, siteIdSchema } from '#schema/site/site-id.ts';
import { escapeHtml } from '../../mail/escape-html.ts';
import type { SitesRoom } from '../../sites/sites.ts';
import { pageLanguage } from '../letters/page-texts.ts';
import { problem } from '../problem.ts';
import { demoPolicy } from './demo-pages.ts';

const TEXTS = {
  en: {
    title: 'Chat',
    gone: 'This chat is not used any more.',
    noScript: 'The chat needs JavaScript.',
    cannot: 'The chat cannot be shown in this browser. Open this page in a newer one, or allow its script.',
    lost: 'The chat could not be fetched. Check your connection.',
    again: 'Try again',
  },
  ru: {
    title: 'Чат',
    gone: 'Этот чат больше не используется.',
    noScript: 'Для чата нужен JavaScript.',
    cannot: 'В этом браузере чат не открывается. Откройте страницу в более новом или разрешите её скрипт.',
    lost: 'Чат не загрузился. Проверьте связь.',
    again: 'Попробовать снова',
  },
  pl: {
    title: 'Czat',
    gone: 'Ten czat nie jest już używany.',
    noScript: 'Czat wymaga JavaScriptu.',
    cannot: 'W tej przeglądarce nie da się pokazać czatu. Otwórz stronę w nowszej albo zezwól na jej skrypt.',
    lost: 'Nie udało się pobrać czatu. Sprawdź połączenie.',
    again: 'Spróbuj ponownie',
  },
};

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;background:light-dark(#f3f6f6,#101414);color:light-dark(#182020,#e8eeee)}
main{position:relative;box-sizing:border-box;width:min(100vw,720px);height:100vh;height:100dvh;margin:0 auto}
h1{position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%)}
p{margin:0;padding:32px 24px}`;

/**
 * Tells of what cannot be loaded, also in a browser that knows no modules, or that is too old for the widget (WID17): the page has nothing
 * else to show. A widget whose panel could not be fetched takes itself away (WID2), which on this page would leave nothing.
 */
const SCRIPT = `function tell(id) { document.getElementById(id).hidden = false; }
addEventListener('error', function (event) { if (event.target && event.target.id === 'widget') tell('cannot'); }, true);
addEventListener('DOMContentLoaded', function () {
  var had = document.querySelector('holdline-chat') !== null;
  new MutationObserver(function () {
    var has = document.querySelector('holdline-chat') !== null;
    if (had && !has) tell('lost');
    had = has;
  }).observe(document.getElementById('chat'), { childList: true });
});
addEventListener('load', function () {
  if (document.querySelector('holdline-chat, [role=alert]:not([hidden])') === null) tell('cannot');
});`;

/**
 * `/chat?site=<id>`: the chat of a site as a page of its own, for links in mails and profiles, and for pages where the snippet cannot run
 * (D10). The same widget with the same settings, within the page.
 */
export function chatPage(sites: Pick<SitesRoom, 'find' | 'settingsOf'>): Hono {
  return new Hono().get('/chat', (context) => {
    const site = v.safeParse(siteIdSchema, context.req.query('site') ?? DEFAULT_SITE);
    if (!site.success) return problem(context, 404, 'not-found');
    const wish = context.req.query('language') ?? context.req.header('accept-language');
    const language = pageLanguage(wish);
    const texts = TEXTS[language];
    const title = sites.settingsOf(site.output).texts.title[language] ?? '';
    const isUsed = sites.find(site.output)?.archived !== true;
    const nonce = randomBytes(16).toString('base64');
    context.header(
      'content-security-policy',
      demoPolicy(nonce).replace("style-src 'self'", `style-src 'nonce-${nonce}'`),
    );
    context.header('cache-control', 'no-store');
    context.header('vary', 'accept-language');
    const chat = `<script nonce="${nonce}">${SCRIPT}</script>
<script id="widget" type="module" nonce="${nonce}" src="/widget.js?site=${site.output}" data-language="${language}" data-container="#chat" data-inline async></script>
</head><body><main id="chat"><h1>${escapeHtml(title || texts.title)}</h1>
<p id="cannot" role="alert" hidden>${texts.cannot}</p>
<p id="lost" role="alert" hidden>${texts.lost} <a href="">${texts.again}</a></p>
<noscript><p>${texts.noScript}</p></noscript></main>
<script nomodule nonce="${nonce}">tell('cannot');</script>`;
    const gone = `</head><body><main><h1>${escapeHtml(title || texts.title)}</h1><p>${texts.gone}</p></main>`;
    return context.html(
      `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<title>${escapeHtml(title || texts.title)}</title><style nonce="${nonce}">${STYLE}</style>
${isUsed ? chat : gone}
</body></html>`,
      isUsed ? 200 : 410,
    );
  });
}
