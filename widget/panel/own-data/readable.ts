import type { OwnData, OwnLine } from '#schema/http/own-data.ts';
import type { Language } from '../../texts/languages.ts';
import { safeText } from '../deeds/safe-text.ts';
import { OWN_DATA_TEXTS } from './own-data-texts.ts';

/** A page that is read in any browser, without us, and loads nothing. Whole, as text. */
export function readable(data: OwnData, language: Language): string {
  const { file: words } = OWN_DATA_TEXTS[language];
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  const at = (time: number): string => safeText(when.format(time));
  const fieldsOf = (fields: Readonly<Record<string, unknown>> = {}): string =>
    Object.entries(fields)
      .map(([field, value]) => `<dt>${safeText(words.fields[field] ?? field)}</dt><dd>${safeText(String(value))}</dd>`)
      .join('');
  const whose = ({ from, name }: OwnLine): string => safeText(from === 'you' ? words.you : name || words.us);
  const moreOf = ({ answers = [], invited, to, score, comment, phone, when: time, page, request }: OwnLine): string =>
    [
      ...answers.map(({ ask, answer }) => `${ask} ${answer}`),
      ...(invited === undefined ? [] : [`${words.more.invited}: ${invited}`]),
      ...(to === undefined || to === '' ? [] : [`→ ${to}`]),
      ...(score === undefined ? [] : [`${score} / 5`]),
      ...(comment === undefined ? [] : [comment]),
      ...(phone === undefined ? [] : [phone]),
      ...(typeof time === 'number' ? [when.format(time)] : []),
      ...(request ? [words.more.request] : []),
      ...(page === undefined ? [] : [page.url]),
    ]
      .map((part) => `<br><small>${safeText(part)}</small>`)
      .join('');
  const saidIn = (line: OwnLine): string => {
    if (line.kind !== 'text') return `<i>${safeText(words.events[line.kind] ?? line.kind)}</i>`;
    if (line.deleted) return `<i>${safeText(words.deleted)}</i>`;
    const size = line.file ? ` (${line.file.type}, ${line.file.size} B)` : '';
    return safeText((line.text ?? '') + size) + (line.edited ? ` <i>${safeText(words.edited)}</i>` : '');
  };
  const talks = data.conversations.map(
    ({ startedAt, site, lines }) =>
      `<h2>${safeText(words.conversation(when.format(startedAt)))} · ${safeText(site)}</h2>` +
      lines
        .map((line) => `<p><b>${whose(line)}</b> <small>${at(line.at)}</small><br>${saidIn(line)}${moreOf(line)}</p>`)
        .join(''),
  );
  const pageOf = ({ page }: Readonly<Record<string, unknown>>): string =>
    typeof page === 'string' ? safeText(page) : '';
  const visits = data.visits.map((visit) => `<li>${at(visit.at)} ${pageOf(visit)}</li>`);
  const letters = data.letters.map(({ at: time, kind, state }) => {
    const what = words.more[kind === 'transcript' ? 'copy' : 'answer'];
    return `<li>${at(time)} ${safeText(what)}${state === 'sent' ? '' : ` (${safeText(words.more.notSent)})`}</li>`;
  });
  return [
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${safeText(words.title)}</title>`,
    '<style>body{max-width:44em;margin:2em auto;padding:0 1em;font:16px/1.5 sans-serif}p{white-space:pre-wrap}dt{font-weight:bold}</style>',
    `<h1>${safeText(words.title)}</h1><p>${safeText(words.made(when.format(data.exportedAt)))}</p>`,
    `<h2>${safeText(words.contact)}</h2><dl>${fieldsOf(data.contact)}${fieldsOf(data.attributes)}</dl>`,
    data.cardUnreadable ? `<p><i>${safeText(words.more.cardUnreadable)}</i></p>` : '',
    data.verified
      ? `<h3>${safeText(words.signed(data.verified.site))}</h3><dl>${fieldsOf(data.verified.fields)}${fieldsOf(data.verified.attributes)}</dl>`
      : '',
    visits.length > 0 ? `<h2>${safeText(words.visits)}</h2><ul>${visits.join('')}</ul>` : '',
    ...talks,
    data.unreadable
      ? `<h2>${safeText(words.more.unreadable)}</h2><ul>${data.unreadable.map((id) => `<li>${safeText(id)}</li>`).join('')}</ul>`
      : '',
    letters.length > 0 ? `<h2>${safeText(words.more.letters)}</h2><ul>${letters.join('')}</ul>` : '',
    '</html>',
  ].join('\n');
}
