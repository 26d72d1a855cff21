import * as v from 'valibot';
import { fileClaimSchema } from '../files.ts';
import { conversationIdSchema } from '../ids.ts';
import { normaliseText } from '../text.ts';
import { pageAsKept } from '../page-address.ts';
import { pageSchema } from '../words.ts';
import { answers } from '../conversation/who-answers.ts';
import type { Effect } from '../conversation/entry.ts';
import { accept, defineCommand, NOT_FOUND, reject, type Decision, type Facts } from './definition.ts';

type Said = Extract<Effect, { readonly kind: 'said' }>;

/** A message counts as written earlier when it waited longer than this on the device; ms. */
const WORTH_TELLING = 60_000;

/**
 * Somebody says something. An operator answers only in a conversation of its own; a reply written offline is held when
 * another operator acted after `lastSeen` (the stale-reply guard), unless its author, who was shown that, says `anyway`: then it is said,
 * and changes neither who answers nor that it is closed. Who had
 * not seen that the conversation was offered on was offline, whatever the device thought; if nobody took it, the reply does.
 * A visitor's file is said at once and waits for a yes (file-answer.ts). Words that a visitor leaves for later are a
 * request, unless somebody answers here, who then has them like any others.
 */
export const messageSend = /*#__PURE__*/ defineCommand({
  type: 'message.send',
  payload: v.object({
    conversation: conversationIdSchema,
    text: v.pipe(v.string(), v.maxLength(64 * 1024)),
    page: v.optional(pageSchema),
    /** The newest entry its author had seen. */
    lastSeen: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    /** The device had no connection when it was written. */
    offline: v.optional(v.boolean()),
    anyway: v.optional(v.literal(true)),
    /** Whose bytes the server has; its name is what is said, so that whatever shows words shows that. */
    file: v.optional(fileClaimSchema),
    /** The visitor was told that nobody is there, or (`late`) that nobody has answered yet. Since 3. */
    request: v.optional(v.union([v.literal(true), v.literal('late')])),
  }),
  decide: (facts, payload, { actor, now, writtenAt }) => {
    const { head } = facts;
    if (head === null) return NOT_FOUND;
    const file = payload.file && facts.file(payload.file, actor.id);
    if (file === null) return reject({ reason: 'no-such-file' });
    const text = normaliseText(file?.name ?? payload.text);
    if (!text.ok) return reject({ reason: text.failure });
    const page = pageAsKept(payload.page, facts.parametersOf?.(head.site));
    const late = now - writtenAt > WORTH_TELLING;
    const said = {
      kind: 'said',
      text: text.value,
      ...(page !== undefined && { page }),
      ...(late && { writtenAt }),
      ...(file && { file: actor.kind === 'visitor' ? ({ ...file, asks: true } as const) : file }),
    } as const;
    if (actor.kind === 'visitor') {
      const reopens = head.state === 'closed';
      const request = reopens || head.assignee === null ? payload.request : undefined;
      return accept({
        ...said,
        ...(reopens && { reopens }),
        ...(request !== undefined && { request }),
      });
    }
    return decideReply(facts, payload, actor.id, said);
  },
});

interface Reply {
  readonly lastSeen: number;
  readonly offline?: boolean | undefined;
  readonly anyway?: true | undefined;
}

/** Of an operator, in words that can be stored. */
function decideReply(facts: Facts, { lastSeen, offline, anyway }: Reply, author: string, said: Said): Decision {
  const { head } = facts;
  if (head === null) return NOT_FOUND;
  const isMine = answers(head, author);
  const isLost = !isMine && facts.lostSince(lastSeen, author);
  if (offline || isLost) {
    const changes = facts.changesSince(lastSeen, author);
    // Anyway is an answer to what would be held, and opens nothing else.
    if (changes.length > 0) return anyway ? accept(said) : { kind: 'hold', changes };
  }
  if (head.state === 'closed') return reject({ reason: 'closed' });
  // Who was brought in goes on where whoever answered is gone.
  if ((isLost || isMine) && head.assignee === null) return accept({ ...said, takes: true });
  return isMine ? accept(said) : reject({ reason: 'not-yours', by: head.assignee });
}
