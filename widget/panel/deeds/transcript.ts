import type { Conversation, Message } from '#schema/conversation/conversation.ts';
import type { FileInfo } from '#schema/files.ts';
import { safeText } from './safe-text.ts';

/** What a transcript is told in. */
export interface TranscriptWords {
  readonly language: string;
  readonly title: string;
  /** Where it was held: the site's address. */
  readonly place: string;
  readonly you: string;
  /** Of us, where no name is known. */
  readonly support: string;
  readonly gone: string;
  readonly edited: string;
  /** Earlier messages are not on this device. */
  readonly notWhole: string;
  /** Something that happened, in words; null for what is not shown to a visitor. */
  readonly event: (message: Exclude<Message, { readonly kind: 'text' }>) => string | null;
  readonly file: (file: FileInfo) => string;
  readonly day: (at: number) => string;
  readonly clock: (at: number) => string;
}

interface Line {
  readonly day: string;
  readonly clock: string;
  /** Null: something that happened. */
  readonly who: string | null;
  readonly isOwn: boolean;
  readonly text: string;
}

function linesOf({ messages, edits }: Conversation, words: TranscriptWords): readonly Line[] {
  return messages.flatMap((message): readonly Line[] => {
    const when = { day: words.day(message.at), clock: words.clock(message.at) };
    if (message.kind !== 'text') {
      const text = words.event(message);
      return text === null ? [] : [{ ...when, who: null, isOwn: false, text }];
    }
    const isOwn = message.by.kind === 'visitor';
    const who = isOwn ? words.you : message.by.name || words.support;
    const edit = edits.get(message.id);
    if (edit !== undefined && 'gone' in edit) return [{ ...when, who, isOwn, text: words.gone }];
    const said = message.file === undefined ? (edit?.text ?? message.text) : words.file(message.file);
    const text = edit === undefined || edit.file ? said : `${said} (${words.edited})`;
    return [{ ...when, who, isOwn, text }];
  });
}

/** As plain text: a day, then its lines; further lines of one message are indented. */
export function transcriptText(conversation: Conversation, isWhole: boolean, words: TranscriptWords): string {
  const lines = [words.title, words.place];
  if (!isWhole) lines.push('', words.notWhole);
  let day = '';
  for (const line of linesOf(conversation, words)) {
    if (line.day !== day) lines.push('', line.day, '');
    day = line.day;
    const text = line.text.replaceAll('\n', '\n       ');
    lines.push(line.who === null ? `${line.clock}  — ${text}` : `${line.clock}  ${line.who}: ${text}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Nothing in it asks anybody for anything, and nothing that was said in it can do anything. */
const STYLE = `body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color:#1c1f26;background:#fff}
h1{font-size:1.3rem;margin:0}h2{font-size:.9rem;color:#5a6172;margin:1.6rem 0 .6rem}p{margin:.5rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
.place,.event,time{color:#5a6172;font-size:.85rem}b{margin-inline-end:.5rem}.note{padding:.5rem .8rem;background:#f6f7fa;border-radius:.5rem}`;

export function transcriptHtml(conversation: Conversation, isWhole: boolean, words: TranscriptWords): string {
  const body = [`<h1>${safeText(words.title)}</h1>`, `<p class="place">${safeText(words.place)}</p>`];
  if (!isWhole) body.push(`<p class="note">${safeText(words.notWhole)}</p>`);
  let day = '';
  for (const line of linesOf(conversation, words)) {
    if (line.day !== day) body.push(`<h2>${safeText(line.day)}</h2>`);
    day = line.day;
    const time = `<time>${safeText(line.clock)}</time>`;
    body.push(
      line.who === null
        ? `<p class="event">${time} ${safeText(line.text)}</p>`
        : `<p dir="auto">${time} <b>${safeText(line.who)}</b>${safeText(line.text)}</p>`,
    );
  }
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${safeText(words.title)}</title><style>${STYLE}</style>`;
  return `<!doctype html><html lang="${safeText(words.language)}"><head>${head}</head><body>${body.join('\n')}</body></html>\n`;
}
