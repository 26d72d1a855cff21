import type { Message } from '#schema/conversation/conversation.ts';
import type { Consent, DeskLine } from '#schema/docs/desk-document.ts';
import type { Author } from '#schema/words.ts';
import { fullTime } from '../texts/times.ts';
import type { Texts } from '../texts/texts.ts';

type Event = Exclude<Message, { readonly kind: 'text' }>;

/** Something that was done to a conversation. Time in ms. */
export interface Done {
  readonly key: string;
  readonly at: number;
  readonly words: string;
  /** What stands behind it. */
  readonly title?: string;
}

interface Names {
  /** As the thread calls people: `You`, the visitor's name. */
  readonly nameOf: (author: Author) => string;
  readonly categoryOf: (id: string) => string;
}

/** What was done, the newest first: the events of the conversation and the lines of the desk (TEAM7). Kinds of a newer server are passed over. */
export function doneOf(
  messages: readonly Message[],
  lines: readonly DeskLine[],
  texts: Texts,
  names: Names,
): readonly Done[] {
  const events = messages.flatMap((message) =>
    message.kind === 'text' ? [] : doneAs(message, eventWords(message, texts, names.nameOf)),
  );
  const staff = lines.flatMap((line) => doneAs(line, lineWords(line, texts, names)));
  // Of one moment, what came later stands first too.
  return [...events, ...staff].toSorted((a, b) => a.at - b.at).reverse();
}

/** That the visitor agreed, and took it back: by whom (its name) and when. */
export function consentDone(consent: Consent | null, who: string, { thread }: Texts): readonly Done[] {
  if (consent === null) return [];
  const { on, at, words, givenAt } = consent;
  if (on) return [{ key: 'agreed', at, words: thread.consented(who), ...(words !== undefined && { title: words }) }];
  const withdrawn: Done = { key: 'withdrawn', at, words: thread.consentWithdrawn(who) };
  return givenAt === undefined
    ? [withdrawn]
    : [withdrawn, { key: 'agreed', at: givenAt, words: thread.consented(who) }];
}

const doneAs = ({ id, at }: { readonly id: string; readonly at: number }, words: string | null): readonly Done[] =>
  words === null ? [] : [{ key: id, at, words }];

/** Null for a kind that this version does not know. */
export function eventWords(message: Event, texts: Texts, nameOf: Names['nameOf']): string | null {
  const { thread, teamwork, requests } = texts;
  const { event } = teamwork;
  const who = nameOf(message.by);
  switch (message.kind) {
    case 'started': {
      const { invited } = message;
      if (invited === undefined) return thread.started(who);
      const by = invited.by === 'site' ? null : nameOf({ kind: 'operator', id: invited.id, name: invited.name });
      return thread.startedUpon(who, by, invited.text);
    }
    case 'handed-over':
      if (message.from !== undefined) return thread.offeredOn(nameOf(message.from));
      if (message.department !== undefined) return event.handedOverTo(who, message.to.name);
      return message.by.id === message.to.id ? thread.taken(who) : thread.handedOver(who, nameOf(message.to));
    case 'brought-in':
      return message.by.id === message.who.id ? event.joined(who) : event.broughtIn(who, nameOf(message.who));
    case 'left':
      if (message.looked) return event.lookedAway(who);
      return message.to === undefined ? event.left(who) : event.leftTo(who, nameOf(message.to));
    case 'rated':
      return requests.rating.said(who, message.score, message.comment ?? '');
    case 'callback-asked': {
      const when = message.when === null ? '' : fullTime(texts.language, message.when);
      return requests.callback.said(who, message.phone, when);
    }
    case 'callback-cancelled':
      return requests.callback.cancelled(who);
    case 'callback-done':
      return (message.done ? requests.callback.called : requests.callback.notCalled)(who);
    case 'taken':
    case 'closed':
    case 'reopened':
      return thread[message.kind](who);
    default:
      return null;
  }
}

function lineWords(line: DeskLine, { teamwork }: Texts, { nameOf, categoryOf }: Names): string | null {
  const { event, mailed } = teamwork;
  const who = nameOf(line.by);
  switch (line.kind) {
    case 'tagged':
      return (line.on ? event.tagged : event.untagged)(who, line.tag);
    case 'categorised':
      return line.category === null ? event.uncategorised(who) : event.categorised(who, categoryOf(line.category));
    case 'muted':
      return (line.on ? event.muted : event.unmuted)(who);
    case 'mailed':
      return line.failed === undefined ? mailed.left[line.what](line.to ?? '') : mailed.failed[line.failed.why];
    case 'transcript-asked':
      return mailed.asked(who);
    default:
      return null;
  }
}
