import type { Conversation } from '#schema/conversation/conversation.ts';
import { newestSeqOf } from '#schema/conversation/newest-seq.ts';
import type { Emitter } from '../loader/calls.ts';
import type { Chat } from './chat.svelte.ts';

/**
 * Tells the page's listeners what is new in the conversation. What was there when the widget came is not news; of a
 * conversation that began on this page, everything is.
 */
export function createAnnouncer(emit: Emitter['emit']): {
  readonly tell: (conversation: Conversation | null, unread: number, talk: Chat['talk']) => void;
} {
  /** The newest entry that was told of each: a visitor may come back to an earlier one (IDENT7). */
  const toldOf: Partial<Record<string, number>> = {};
  let state: string | null = null;
  let lastUnread = 0;
  return {
    tell: (conversation, unread, { id, isOwn }) => {
      if (conversation !== null) {
        const newest = newestSeqOf(conversation);
        const told = toldOf[id as string] ?? (isOwn ? 0 : newest);
        for (const message of conversation.messages) {
          if (message.seq <= told || message.kind !== 'text') continue;
          const { id, text, by, at } = message;
          // The server itself says no words.
          emit('message', { id, text, by: by.kind as 'visitor' | 'operator', name: by.name, at });
        }
        toldOf[id as string] = Math.max(told, newest);
      }
      const now = conversation?.head.state ?? 'none';
      if (now !== state && (state !== null || now !== 'none')) emit('state', { state: now });
      state = now;
      if (unread !== lastUnread) emit('unread', { count: unread });
      lastUnread = unread;
    },
  };
}
