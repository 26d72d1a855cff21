import { expect, test } from 'vitest';
import type { Conversation, Message } from '#schema/conversation/conversation.ts';
import type { ConversationId, MessageId, VisitorId } from '#schema/ids.ts';
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
const MINE = 't1' as ConversationId;
/** `isOwn`: it began on this page. */
function setUp(isOwn: boolean) {
  const heard: string[] = [];
  const announcer = createAnnouncer((event, detail) => heard.push(`${event} ${JSON.stringify(detail)}`));
  const tell = (conversation: Conversation | null, unread: number, talk = { id: MINE, isOwn }) =>
    announcer.tell(conversation, unread, talk);
  return { heard, tell };
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

test('WID6 API3 of somebody who is known on several devices nothing of what was said elsewhere is news', () => {
  const { heard, tell } = setUp(false);
  tell(null, 0, { id: null as never, isOwn: true });
  tell(null, 0);
  tell(talk('active', said(2, 'visitor'), said(3, 'operator')), 1);
  expect(heard.filter((event) => event.startsWith('message'))).toEqual([]);
});

test('WID6 after one that was erased the next is told from its first line on', () => {
  const { heard, tell } = setUp(false);
  tell(talk('active', said(2, 'visitor'), said(9, 'operator')), 0);
  tell(null, 0, { id: null as never, isOwn: false });
  const next = { id: 't2' as ConversationId, isOwn: true };
  tell(null, 0, next);
  tell(talk('waiting', said(2, 'visitor')), 0, next);
  tell(talk('waiting', said(2, 'visitor'), said(3, 'operator')), 1, next);
  expect(heard.filter((event) => event.startsWith('message'))).toHaveLength(2);
});

test('WID6 IDENT7 who comes back to an earlier conversation hears of it what is new since, and nothing again', () => {
  const { heard, tell } = setUp(true);
  const other = { id: 't2' as ConversationId, isOwn: false };
  tell(talk('active', said(2, 'visitor'), said(3, 'operator')), 0);
  // The one that this person has on all devices.
  tell(null, 0, other);
  tell(talk('active', said(7, 'operator')), 0, other);
  heard.length = 0;
  tell(talk('active', said(2, 'visitor'), said(3, 'operator'), said(4, 'operator')), 1);
  tell(talk('active', said(7, 'operator'), said(8, 'operator')), 0, other);
  const ids = heard.flatMap((event) => /"id":"(m\d)"/.exec(event)?.[1] ?? []);
  expect(ids).toEqual(['m4', 'm8']);
});
