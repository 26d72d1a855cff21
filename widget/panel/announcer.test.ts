import { expect, test } from 'vitest';
import type { Conversation, Message } from '#schema/conversation/conversation.ts';
import type { MessageId, VisitorId } from '#schema/ids.ts';
import { createAnnouncer } from './announcer.ts';

const said = (seq: number, kind: 'visitor' | 'operator'): Message => ({
  kind: 'text',
  seq,
  id: `m${seq}` as MessageId,
  at: seq,
  by: { kind, id: kind, name: '' },
  text: `text ${seq}`,
});
const talk = (state: Conversation['head']['state'], ...messages: Message[]): Conversation => ({
  head: { state, assignee: null, visitor: 'v' as VisitorId, site: 'demo' },
  messages,
  edits: new Map(),
});
function setUp(beganHere: boolean) {
  const heard: string[] = [];
  const announcer = createAnnouncer(
    (event, detail) => heard.push(`${event} ${JSON.stringify(detail)}`),
    () => beganHere,
  );
  return { heard, tell: announcer.tell };
}

test('WID6 what was there when the widget came is not news', () => {
  const { heard, tell } = setUp(false);
  tell(null, 0);
  tell(talk('active', said(2, 'visitor'), said(3, 'operator')), 1);
  expect(heard).toEqual(['state {"state":"active"}', 'unread {"count":1}']);
  heard.length = 0;
  tell(talk('active', said(2, 'visitor'), said(3, 'operator'), said(4, 'operator')), 2);
  expect(heard).toEqual(['message {"id":"m4","text":"text 4","by":"operator","name":"","at":4}', 'unread {"count":2}']);
});

test('WID6 of a conversation that began on this page everything is told, once', () => {
  const { heard, tell } = setUp(true);
  tell(null, 0);
  tell(talk('waiting', said(2, 'visitor')), 0);
  tell(talk('waiting', said(2, 'visitor')), 0);
  expect(heard.filter((event) => event.startsWith('message'))).toHaveLength(1);
  expect(heard).toContain('state {"state":"waiting"}');
});
