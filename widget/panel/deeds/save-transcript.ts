import type { Message } from '#schema/conversation/conversation.ts';
import { dayNames, timeFormat } from '../dates.ts';
import { save } from '../files/picture.ts';
import type { PartHost } from '../parts/part.ts';
import { DEEDS_TEXTS } from './deeds-texts.ts';
import { transcriptHtml, transcriptText, type TranscriptWords } from './transcript.ts';
import { wholeConversation } from './whole-conversation.ts';

/** Days of a file are read on other days. */
const NEVER = 0;

function wordsOf({ texts, options }: PartHost): TranscriptWords {
  const own = DEEDS_TEXTS[options.language];
  return {
    language: options.language,
    title: options.title || texts.conversation,
    place: location.host,
    you: texts.you,
    support: texts.support,
    gone: texts.gone,
    edited: texts.edited,
    notWhole: own.notWhole,
    event: (message) => eventOf(message, texts, own),
    file: ({ name }) => name,
    day: dayNames(options.language, texts, () => NEVER),
    clock: timeFormat(options.language),
  };
}

function eventOf(
  message: Exclude<Message, { readonly kind: 'text' }>,
  texts: PartHost['texts'],
  own: (typeof DEEDS_TEXTS)['en'],
): string | null {
  const who = message.by.name || texts.support;
  switch (message.kind) {
    case 'taken':
      return texts.joined(who);
    case 'brought-in':
      return texts.joined(message.who.name || texts.support);
    case 'handed-over':
      if (message.from) return texts.lost(message.from.name || texts.support);
      return (message.department ? texts.team : texts.handedOver)(message.to.name || texts.support);
    case 'left':
      return message.looked ? null : texts.left(who);
    case 'closed':
      return texts.closed(who);
    case 'reopened':
      return texts.reopened(who);
    case 'rated':
      return own.rated(message.score, message.comment ?? '');
    case 'callback-asked':
      return own.called(message.phone);
    default:
      return null;
  }
}

/** Saves it as a file, from what is on this device and can be fetched now; false: it does not go back to its beginning. */
export async function saveTranscript(host: PartHost, form: 'text' | 'html'): Promise<boolean> {
  const { chat, options } = host;
  const whole = await wholeConversation(chat.confirmed, chat.earlier?.chapters ?? null);
  if (whole === null) return false;
  const write = form === 'text' ? transcriptText : transcriptHtml;
  const text = write(whole.conversation, whole.isWhole, wordsOf(host));
  const day = new Date(host.client.serverNow()).toISOString().slice(0, 10);
  const type = form === 'text' ? 'text/plain' : 'text/html';
  const ending = form === 'text' ? 'txt' : 'html';
  save(new Blob([text], { type: `${type};charset=utf-8` }), `${DEEDS_TEXTS[options.language].name}-${day}.${ending}`);
  return whole.isWhole;
}
