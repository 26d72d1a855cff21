import type { Conversation } from '#schema/conversation/conversation.ts';

/** When the visitor's first words without an answer had come to us, by the server's clock, ms; null while none wait. */
export function waitsSince(conversation: Conversation | null): number | null {
  if (conversation?.head.state !== 'waiting') return null;
  let since: number | null = null;
  for (const { kind, by, at } of conversation.messages.toReversed()) {
    if (kind === 'closed' || (kind === 'text' && by.kind === 'operator')) break;
    if (kind === 'text') since = at;
  }
  return since;
}
