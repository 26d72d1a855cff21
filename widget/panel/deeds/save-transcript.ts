import type { Message } from '#schema/conversation/conversation.ts';
import { withoutTakenWords } from '#schema/conversation/taken-words.ts';
import { dayNames, timeFormat } from '../dates.ts';
import { save } from '../files/picture.ts';
import type { LaterWords } from '../later/later-words.ts';
import type { PartHost } from '../parts/part.ts';
import { DEEDS_TEXTS } from './deeds-texts.ts';
import { transcriptHtml, transcriptText, type TranscriptWords } from './transcript.ts';
import { wholeConversation } from './whole-conversation.ts';

/** Days of a file are read on other days. */
const NEVER = 0;

const loadWords = () => import('../later/later-words.ts');

async function wordsOf({ texts, options }: PartHost): Promise<TranscriptWords> {
  const { events } = (await loadWords()).LATER_WORDS[options.language];
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
    event: (message) => eventOf(message, texts.support, events, own),
    file: ({ name }) => name,
    day: dayNames(options.language, texts, () => NEVER),
    clock: timeFormat(options.language),
  };
}

function eventOf(
  message: Exclude<Message, { readonly kind: 'text' }>,
  support: string,
  events: LaterWords['events'],
  own: (typeof DEEDS_TEXTS)['en'],
): string | null {
  const who = message.by.name || support;
  switch (message.kind) {
    case 'taken':
      return events.taken(who);
    case 'brought-in':
      return events['brought-in'](message.who.name || support);
    case 'handed-over':
      if (message.from) return events.lost(message.from.name || support);
      return events[message.department ? 'team' : 'handed-over'](message.to.name || support);
    case 'left':
      return message.looked ? null : events.left(who);
    case 'closed':
      return events.closed(who);
    case 'reopened':
      return events.reopened(who);
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
  const read = { ...whole.conversation, messages: withoutTakenWords(whole.conversation.messages) };
  const text = write(read, whole.isWhole, await wordsOf(host));
  const day = new Date(host.client.serverNow()).toISOString().slice(0, 10);
  const type = form === 'text' ? 'text/plain' : 'text/html';
  const ending = form === 'text' ? 'txt' : 'html';
  save(new Blob([text], { type: `${type};charset=utf-8` }), `${DEEDS_TEXTS[options.language].name}-${day}.${ending}`);
  return whole.isWhole;
}
