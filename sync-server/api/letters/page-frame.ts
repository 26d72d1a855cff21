import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { escapeHtml } from '../../mail/escape-html.ts';

/** Whoever writes where a phone's keyboard leaves little room sees the talk and its field; a button that gets the focus is there again. */
const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;min-height:100dvh;display:grid;place-content:center;background:light-dark(#f3f6f6,#101414);color:light-dark(#182020,#e8eeee)}
main{box-sizing:border-box;width:min(100vw,460px);padding:32px 24px}
h1{margin:0 0 12px;font-size:1.5rem;line-height:1.2}
p{margin:0 0 20px;color:light-dark(#4a5656,#a9b5b5)}
button{min-height:44px;padding:0 20px;border:0;border-radius:10px;background:light-dark(#182020,#e8eeee);color:light-dark(#fff,#101414);font:inherit;font-weight:600;cursor:pointer}
.talk body{place-content:stretch;grid-template-rows:auto 1fr}
.talk main{display:flex;flex-wrap:wrap;align-items:center;justify-content:center;gap:8px 16px;width:100%;padding:12px 16px}
.talk h1{flex-basis:100%;font-size:1rem;margin:0;text-align:center}
.talk p{margin:0;font-size:.875rem}
#chat{position:relative;box-sizing:border-box;width:min(100vw,720px);min-height:min(240px,100dvh);justify-self:center}
#chat[hidden]{display:none}
.talk #chat{grid-row:2}
@media (max-height:340px),(max-height:420px) and (max-width:480px){.talk:has(#chat:focus-within) main{position:absolute;width:1px;height:1px;padding:0;overflow:hidden;clip-path:inset(50%)}}
button:disabled{opacity:.6;cursor:default}
button.quiet{background:none;color:inherit;text-decoration:underline;padding:0}
button:focus-visible{outline:2px solid #1a8a80;outline-offset:3px}`;

/**
 * A page of our own for somebody who comes from a letter: nothing of anybody else's is on it, no address that it leads to hears where
 * one came from, and no machine keeps it.
 */
export function framedPage(
  context: Context,
  page: {
    readonly language: string;
    readonly title: string;
    readonly body: string;
    /** Behind that, with what the page runs. */
    readonly after?: (nonce: string) => string;
  },
): Response {
  const nonce = randomBytes(16).toString('base64');
  const { language, title, body, after } = page;
  context.header(
    'content-security-policy',
    [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      `style-src 'nonce-${nonce}'`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  );
  context.header('referrer-policy', 'no-referrer');
  context.header('cache-control', 'no-store');
  context.header('x-robots-tag', 'noindex, nofollow');
  context.header('vary', 'accept-language');
  return context.html(`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<title>${escapeHtml(title)}</title><style nonce="${nonce}">${STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
${body}
</main>${after?.(nonce) ?? ''}</body></html>`);
}
