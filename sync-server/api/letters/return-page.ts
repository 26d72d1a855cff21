import { Hono } from 'hono';
import { escapeHtml } from '../../mail/escape-html.ts';
import { framedPage } from './page-frame.ts';
import { PAGE_TEXTS, pageLanguage } from './page-texts.ts';

/**
 * `/letter#<ticket>.<site>`: back into a conversation from a letter (MAIL7). The ticket stands in the fragment, which no server, log or
 * referrer sees, and is taken out of the address at once. It is only shown when somebody presses the button: machines that open all links of
 * a letter, and run what is on their pages, let nobody in and read nothing.
 */
export function returnPages(): Hono {
  return new Hono().get('/letter', (context) => {
    const language = pageLanguage(context.req.header('accept-language'));
    const texts = (PAGE_TEXTS[language] ?? PAGE_TEXTS.en).back;
    const said = JSON.stringify(texts).replaceAll('<', '\\u003c');
    return framedPage(context, {
      language,
      title: texts.title,
      body: (nonce) => `<p id="said" role="status">${escapeHtml(texts.lead)}</p>
<button id="open" type="button">${escapeHtml(texts.open)}</button>
<noscript><p>${escapeHtml(texts.noScript)}</p></noscript>
<script nonce="${nonce}">(${SCRIPT})(${said}, ${JSON.stringify(nonce)});</script>`,
    });
  });
}

/** What runs on the page. The record is the widget's own (widget/visitor-store.ts); one of somebody else's is put aside, not lost. */
const SCRIPT = `async (texts, nonce) => {
  const said = document.getElementById('said');
  const button = document.getElementById('open');
  const tell = (words) => void (said.textContent = words);
  const random = (length) => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(length)))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const made = (token) => ({ version: 1, token, device: random(9), conversation: null, draft: '', seen: 0, contact: '', identified: '', visits: 0, wroteAt: 0, files: false });
  const show = (site) => {
    // The stub of the snippet: calls before the widget has come.
    const q = [];
    globalThis.holdline ??= Object.assign((...call) => new Promise((...settle) => q.push([call, ...settle])), { q });
    globalThis.holdline('open');
    const script = document.createElement('script');
    Object.assign(script, { type: 'module', nonce, src: '/widget.js?site=' + encodeURIComponent(site) });
    script.dataset.site = site;
    document.head.append(script);
    button.hidden = true;
    tell(texts.opened);
  };
  const [ticket, given] = location.hash.slice(1).split('.');
  let storage;
  try {
    storage = globalThis.localStorage;
    const last = storage.getItem('holdline:letter');
    if (!ticket && last && storage.getItem('holdline:' + last)) return show(last);
  } catch {
    button.hidden = true;
    return tell(texts.noStorage);
  }
  history.replaceState(null, '', location.pathname);
  if (!ticket) {
    button.hidden = true;
    return tell(texts.expired);
  }
  const ask = (token) => fetch('/api/letters/open', { method: 'POST', headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' }, body: JSON.stringify({ ticket }) });
  button.addEventListener('click', async () => {
    button.disabled = true;
    tell(texts.opening);
    try {
      const key = 'holdline:' + given;
      let kept = null;
      // A record that cannot be read is none, as for the widget itself.
      try { kept = JSON.parse(storage.getItem(key)); } catch { kept = null; }
      let record = typeof kept?.token === 'string' ? kept : made('v1_' + random(32));
      let answer = await ask(record.token);
      let told = await answer.json();
      if (answer.status === 403 && told.error === 'other-visitor') {
        storage.setItem(key + ':before', JSON.stringify(record));
        record = made('v1_' + random(32));
        answer = await ask(record.token);
        told = await answer.json();
      }
      if (answer.ok) {
        const seen = record.conversation === told.conversation ? Math.max(record.seen ?? 0, told.seen) : told.seen;
        storage.setItem('holdline:' + told.site, JSON.stringify({ ...record, conversation: told.conversation, seen }));
        storage.setItem('holdline:letter', told.site);
        return show(told.site);
      }
      const why = { expired: texts.expired, gone: texts.gone, suspended: texts.suspended, 'too-many': texts.tooMany };
      tell(why[told.error] ?? texts.noLine);
      button.hidden = told.error in why;
    } catch {
      tell(texts.noLine);
    }
    button.disabled = false;
  });
}`;
