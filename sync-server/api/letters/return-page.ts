import { Hono } from 'hono';
import { escapeHtml } from '../../mail/escape-html.ts';
import { framedPage } from './page-frame.ts';
import { PAGE_TEXTS, pageLanguage } from './page-texts.ts';

/**
 * `/letter#<ticket>.<site>`: back into a conversation from a letter (MAIL7). The ticket stands in the fragment, which no server, log or
 * referrer sees, and is taken out of the address at once. It is only shown when somebody presses the button: machines that open all links of
 * a letter, and run what is on their pages, let nobody in and read nothing.
 *
 * Where the site has named its addresses, the page leads on to the one where its visitor wrote (MAIL10). That page learns by the referrer that
 * the way began here, and nothing more of it.
 */
export function returnPages(): Hono {
  return new Hono().get('/letter', (context) => {
    const language = pageLanguage(context.req.header('accept-language'));
    const texts = (PAGE_TEXTS[language] ?? PAGE_TEXTS.en).back;
    const said = JSON.stringify(texts).replaceAll('<', '\\u003c');
    return framedPage(context, {
      language,
      title: texts.title,
      body: `<p id="said" role="status">${escapeHtml(texts.lead)}</p>
<button id="open" type="button">${escapeHtml(texts.open)}</button>
<button id="onward" type="button" hidden></button>
<noscript><p>${escapeHtml(texts.noScript)}</p></noscript>`,
      // Behind what it is about.
      after: (nonce) => `<div id="chat" hidden></div>
<script nonce="${nonce}">(${SCRIPT})(${said}, ${JSON.stringify(nonce)});</script>
`,
    });
  });
}

/** What runs on the page. The record is the widget's own (widget/visitor-store.ts); one of somebody else's is put aside, not lost. */
const SCRIPT = `async (texts, nonce) => {
  const said = document.getElementById('said');
  const button = document.getElementById('open');
  const onward = document.getElementById('onward');
  const tell = (words) => void (said.textContent = words);
  const random = (length) => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(length)))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const made = (token) => ({ version: 1, token, device: random(9), conversation: null, draft: '', seen: 0, contact: '', identified: '', visits: 0, wroteAt: 0, files: false });
  const ask = (path, token, body) => fetch('/api/letters/' + path, { method: 'POST', headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const offer = (site, host) => {
    onward.textContent = texts.onward.replace('%', host);
    onward.hidden = false;
    onward.addEventListener('click', async () => {
      onward.disabled = true;
      try {
        const { token, conversation } = JSON.parse(storage.getItem('holdline:' + site));
        const answer = await ask('onward', token, { conversation });
        if (answer.ok) {
          const link = document.createElement('a');
          Object.assign(link, { href: (await answer.json()).url, referrerPolicy: 'origin' });
          link.click();
        } else {
          onward.hidden = answer.status === 404;
          tell(answer.status === 404 ? texts.nowhere : texts.noLine);
        }
      } catch {
        tell(texts.noLine);
      }
      onward.disabled = false;
    });
  };
  const show = (site, host) => {
    // The stub of the snippet: calls before the widget has come.
    const q = [];
    globalThis.holdline ??= Object.assign((...call) => new Promise((...settle) => q.push([call, ...settle])), { q });
    globalThis.holdline('open');
    const script = document.createElement('script');
    Object.assign(script, { type: 'module', nonce, src: '/widget.js?site=' + encodeURIComponent(site) });
    script.dataset.site = site;
    if (host) {
      // Within the page, so that on a phone too the way on is seen above it.
      document.documentElement.classList.add('talk');
      document.getElementById('chat').hidden = false;
      Object.assign(script.dataset, { container: '#chat', inline: '' });
      offer(site, host);
    }
    document.head.append(script);
    button.hidden = true;
    tell(texts.opened);
  };
  const [ticket, given] = location.hash.slice(1).split('.');
  let storage;
  try {
    storage = globalThis.localStorage;
    const last = storage.getItem('holdline:letter');
    if (!ticket && last && storage.getItem('holdline:' + last)) return show(last, storage.getItem('holdline:letter:onward'));
  } catch {
    button.hidden = true;
    return tell(texts.noStorage);
  }
  history.replaceState(null, '', location.pathname);
  if (!ticket) {
    button.hidden = true;
    return tell(texts.expired);
  }
  button.addEventListener('click', async () => {
    button.disabled = true;
    tell(texts.opening);
    try {
      const key = 'holdline:' + given;
      let kept = null;
      // A record that cannot be read is none, as for the widget itself.
      try { kept = JSON.parse(storage.getItem(key)); } catch { kept = null; }
      let record = typeof kept?.token === 'string' ? kept : made('v1_' + random(32));
      let answer = await ask('open', record.token, { ticket });
      let told = await answer.json();
      if (answer.status === 403 && told.error === 'other-visitor') {
        storage.setItem(key + ':before', JSON.stringify(record));
        record = made('v1_' + random(32));
        answer = await ask('open', record.token, { ticket });
        told = await answer.json();
      }
      if (answer.ok) {
        const seen = record.conversation === told.conversation ? Math.max(record.seen ?? 0, told.seen) : told.seen;
        storage.setItem('holdline:' + told.site, JSON.stringify({ ...record, conversation: told.conversation, seen }));
        storage.setItem('holdline:letter', told.site);
        storage.setItem('holdline:letter:onward', told.onward ?? '');
        return show(told.site, told.onward);
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
