import { expect, test } from 'vitest';
import type { Message } from '#schema/conversation/conversation.ts';
import type { CommandId, ConversationId, VisitorId } from '#schema/ids.ts';
import { othersByVisitor } from './device-conversations.ts';

const ANN = `v${'a'.repeat(22)}` as VisitorId;
const BOB = `v${'b'.repeat(22)}` as VisitorId;

function cached(name: string, visitor: VisitorId, texts: readonly string[]) {
  const messages = texts.map((text, index): Message => ({
    kind: 'text',
    seq: index + 1,
    id: `${name}${index}` as CommandId,
    at: 100 + index,
    by: { kind: 'visitor', id: visitor, name: '' },
    text,
  }));
  const head = { state: 'closed', assignee: null, visitor, site: 'shop' } as const;
  return { id: name as ConversationId, conversation: { head, messages, edits: new Map() } };
}

test('CARD7 what the device has kept of a visitor is told by its last words, as they read now', () => {
  const old = cached('old', ANN, ['first', 'wrong', 'taken back']);
  const edits = new Map([
    ['old1' as CommandId, { at: 200, by: ANN, rev: 1, text: 'put right' }],
    ['old2' as CommandId, { at: 201, by: ANN, rev: 1, gone: true as const }],
  ]);
  const others = othersByVisitor([
    { ...old, conversation: { ...old.conversation, edits } },
    cached('new', ANN, []),
    cached('bobs', BOB, ['mine']),
  ]);
  expect(others.get(ANN)).toEqual([
    { id: 'old', lastAt: 102, lastText: 'put right' },
    { id: 'new', lastAt: 0, lastText: '' },
  ]);
  expect(others.get(BOB)?.map(({ id }) => id)).toEqual(['bobs']);
});
