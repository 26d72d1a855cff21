import type { ConversationId } from '#schema/ids.ts';
import type { ClientFrame, ServerFrame } from '#schema/wire/frames.ts';
import type { Author } from '#schema/words.ts';
import type { ClientEnvironment } from '../environment.ts';
import type { Typist, Watchable } from '../interface.ts';
import { createSettable } from '../watchable.ts';

/** Who is typing: forgotten after six seconds, told at most once a second, kept nowhere. */
export interface TypingRoom {
  readonly typing: Watchable<ReadonlyMap<ConversationId, Typist>>;
  readonly received: (frame: Omit<Extract<ServerFrame, { readonly t: 'typing' }>, 't'>) => void;
  /** `text`: what stands there unsent. Without it what is too early is not told; with it the newest is, as soon as it may be. */
  readonly own: (conversation: ConversationId, text?: string) => void;
}

type TypingFrame = Extract<ClientFrame, { readonly t: 'typing' }>;

const SHOWN_FOR = 6_000;
const TOLD_EVERY = 1_000;

/** Whoever has said something behind their last sign is not typing any more, however fresh that is, and whoever spoke since (TYPE1). */
export const isStillTyping = (
  { id, after = Infinity }: Typist,
  messages: readonly { readonly kind: string; readonly by: Author; readonly seq: number }[] = [],
): boolean => !messages.some(({ kind, by, seq }) => seq > after && kind === 'text' && by.id === id);

export function createTyping(
  ports: Pick<ClientEnvironment, 'now' | 'setTimeout'>,
  tell: (frame: TypingFrame) => void,
): TypingRoom {
  const typing = createSettable<ReadonlyMap<ConversationId, Typist>>(new Map());
  const until = new Map<ConversationId, number>();
  const toldAt = new Map<ConversationId, number>();
  const waiting = new Map<ConversationId, string>();

  const expire = (conversation: ConversationId): void => {
    const left = (until.get(conversation) ?? 0) - ports.now();
    if (left > 0 && left <= SHOWN_FOR) return void ports.setTimeout(() => expire(conversation), left);
    until.delete(conversation);
    const rest = new Map(typing.current);
    rest.delete(conversation);
    typing.set(rest);
  };

  const tellNow = (conversation: ConversationId, text?: string): void => {
    toldAt.set(conversation, ports.now());
    tell({ t: 'typing', conversation, text });
  };

  const tellNewest = (conversation: ConversationId): void => {
    const text = waiting.get(conversation);
    waiting.delete(conversation);
    // Something newer may have been told: a busy page rings late.
    if (text !== undefined) tellNow(conversation, text);
  };

  return {
    typing,
    received: ({ conversation, by, text, after }) => {
      const known = typing.current.get(conversation);
      // Words that are being typed say more than a colleague's sign, which would take them away each second.
      if (known?.text && text === undefined) return;
      const running = until.has(conversation);
      until.set(conversation, ports.now() + SHOWN_FOR);
      if (!running) ports.setTimeout(() => expire(conversation), SHOWN_FOR);
      if (known?.id !== by.id || known.text !== text || known.after !== after)
        typing.set(new Map(typing.current).set(conversation, { ...by, text, after }));
    },
    own: (conversation, text) => {
      const since = ports.now() - (toldAt.get(conversation) ?? -Infinity);
      if (since < 0 || since >= TOLD_EVERY) {
        waiting.delete(conversation);
        tellNow(conversation, text);
      } else if (text !== undefined) {
        if (!waiting.has(conversation)) ports.setTimeout(() => tellNewest(conversation), TOLD_EVERY - since);
        waiting.set(conversation, text);
      }
    },
  };
}
