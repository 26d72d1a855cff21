import { escapeHtml } from './escape-html.ts';
import type { Line, Reader } from './letter-content.ts';
import { languageFrom, LETTER_TEXTS } from './letter-texts.ts';

/** A letter's words, in both forms. */
export interface Written {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface WrittenTo {
  readonly reader: Pick<Reader, 'fields' | 'language' | 'zone'>;
  /** As its visitors know it; empty where nobody has named it. */
  readonly site: string;
  /** Where replies by mail go; null: nobody reads them. */
  readonly replyTo: string | null;
  readonly openUrl: string;
  readonly stopUrl: string;
}

/** What a mail program still shows whole, and no more than a long evening's talk, bytes. */
const MOST = 64 * 1024;

/** The words that an operator has written and the visitor has not seen. There is at least one line. */
export function writeAnswer(lines: readonly Line[], to: WrittenTo): Written {
  const language = languageFrom(to.reader.language);
  const { answer, file, cut } = LETTER_TEXTS[language];
  const last = lines.at(-1);
  const said = lines.map((line) => ({ head: null, words: wordsOf(line, file) }));
  return finish(answer.subject(last?.name ?? '', to.site), to, [
    answer.greeting(nameOf(to.reader)),
    answer.lead(to.site),
    ...lastOf(said, cut),
  ]);
}

/** All that was said, by both. */
export function writeTranscript(lines: readonly Line[], to: WrittenTo): Written {
  const language = languageFrom(to.reader.language);
  const { transcript, file, answer, cut } = LETTER_TEXTS[language];
  const time = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zoneOf(to.reader.zone),
  });
  const said = lines.map((line) => ({
    head: { who: line.by === 'visitor' ? transcript.visitor : line.name, at: time.format(line.at) },
    words: line.text === null ? transcript.takenBack : wordsOf(line, file),
  }));
  return finish(transcript.subject(to.site), to, [
    answer.greeting(nameOf(to.reader)),
    transcript.lead(to.site),
    ...lastOf(said, cut),
  ]);
}

/** As many of the last ones as a letter holds, the very last in any case, and before them that there is more. */
function lastOf(said: readonly Said[], cut: string): readonly Block[] {
  let bytes = 0;
  const kept = said.toReversed().findIndex(({ head, words }, index) => {
    bytes += Buffer.byteLength(head === null ? words : `${head.who}${head.at}${words}`);
    return bytes > MOST && index > 0;
  });
  return kept === -1 ? said : [cut, ...said.slice(-kept)];
}

/**
 * What they are called, as far as it is a name: anybody may write anything there, and give somebody else's address beside it. The shop
 * mails no words of theirs to a third person.
 */
function nameOf({ fields: { name = '' } }: WrittenTo['reader']): string {
  return /^\p{L}[\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]+){0,2}$/u.test(name) &&
    name.length <= 40 &&
    !/\.\p{L}/u.test(name)
    ? name
    : '';
}

const wordsOf = ({ text, isFile }: Line, file: (name: string) => string): string =>
  isFile ? file(text ?? '') : (text ?? '');

/** What the widget tells may be no zone that this machine knows. */
function zoneOf(zone: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone ?? 'UTC' }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

/** What somebody has said, under who did and when. */
interface Said {
  readonly head: { readonly who: string; readonly at: string } | null;
  readonly words: string;
}

/** To be typed somewhere else. */
interface Code {
  readonly code: string;
}

type Block = string | Said | Code;

/** Each is whole by itself: many a mail program leaves nothing of a sheet. */
const STYLE = {
  body: 'margin:0;padding:0;background:#fff;color:#1c1c1e',
  sheet: 'max-width:600px;margin:0 auto;padding:24px 16px;font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere',
  said: 'margin:0 0 12px;padding:8px 14px;border-inline-start:3px solid #c9c9d1;white-space:pre-wrap',
  code: 'margin:0 0 16px;font-size:28px;font-weight:600;letter-spacing:3px',
  head: 'margin:0 0 2px;color:#6b6b76;font-size:13px',
  button:
    'display:inline-block;padding:10px 18px;border-radius:8px;background:#1c1c1e;color:#fff;text-decoration:none;font-weight:600',
  small: 'margin:24px 0 0;color:#6b6b76;font-size:13px',
  link: 'color:#3a3a44',
} as const;

/** Over those, where the reader's device is dark; who leaves it out has a light letter, whole as it is. */
const IN_THE_DARK = `<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><style>@media (prefers-color-scheme:dark){body{background:#17181c!important;color:#ececf1!important}.said{border-color:#4b4c57!important}.quiet{color:#a6a7b3!important}.button{background:#ececf1!important;color:#17181c!important}.link{color:#d3d4de!important}}</style>`;

function finish(subject: string, to: WrittenTo, blocks: readonly Block[]): Written {
  const { site, replyTo, openUrl, stopUrl } = to;
  const { open, why, stop, ...texts } = LETTER_TEXTS[languageFrom(to.reader.language)];
  const openHint = replyTo === null ? texts.openHint : texts.openHintReply(replyTo);
  return inBothForms(subject, to.reader.language, blocks, {
    text: [`${open}:\n${openUrl}`, openHint, `--\n${why(site)}\n${stopUrl}`],
    html: [
      `<p><a class="button" href="${escapeHtml(openUrl)}" style="${STYLE.button}">${escapeHtml(open)}</a></p>`,
      `<p class="quiet" style="${STYLE.small}">${escapeHtml(openHint)}</p>`,
      `<p class="quiet" style="${STYLE.small}">${escapeHtml(why(site))} <a class="link" href="${escapeHtml(stopUrl)}" style="${STYLE.link}">${escapeHtml(stop)}</a></p>`,
    ],
  });
}

/** `end`: what stands under the blocks. */
export function inBothForms(
  subject: string,
  spoken: string | undefined,
  blocks: readonly Block[],
  end: { readonly text: readonly string[]; readonly html: readonly string[] } = { text: [], html: [] },
): Written {
  const text = [...blocks.map(plain), ...end.text].join('\n\n');
  const html = [
    `<!doctype html><html lang="${languageFrom(spoken)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${IN_THE_DARK}</head><body style="${STYLE.body}"><div style="${STYLE.sheet}">`,
    ...blocks.map(marked),
    ...end.html,
    '</div></body></html>',
  ].join('\n');
  return { subject: subject.replaceAll(/\s+/gu, ' ').slice(0, 200).toWellFormed(), text, html };
}

function plain(block: Block): string {
  if (typeof block === 'string') return block;
  if ('code' in block) return `> ${block.code}`;
  const { head, words } = block;
  return `${head === null ? '' : `${head.who} · ${head.at}\n`}${words.replaceAll(/^/gm, '> ')}`;
}

function marked(block: Block): string {
  if (typeof block === 'string') return `<p>${escapeHtml(block)}</p>`;
  if ('code' in block) return `<p style="${STYLE.code}">${escapeHtml(block.code)}</p>`;
  const { head, words } = block;
  // A name in letters that go the other way takes the date after it along, if it is not told apart.
  const line = head && `<bdi>${escapeHtml(head.who)}</bdi> · ${escapeHtml(head.at)}`;
  const above = line === null ? '' : `<div class="quiet" style="${STYLE.head}">${line}</div>`;
  return `${above}<div class="said" dir="auto" style="${STYLE.said}">${escapeHtml(words)}</div>`;
}
