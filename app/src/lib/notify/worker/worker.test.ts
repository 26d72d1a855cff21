import { expect, test } from 'vitest';
import type { ConversationId, OperatorId, VisitorId } from '#schema/ids.ts';
import { pushMessageSchema, toldCallSchema, type ToldCall } from '#schema/notify/told-call.ts';
import { roomIdOf } from '#schema/room/room-id.ts';
import * as v from 'valibot';
import { pathOf, talkAt } from '../../rooms/paths.ts';
import { answerCall, notKept, replyCommands, takeCommands } from './answer-call.ts';
import { notificationOf, tagOf } from './notification-of.ts';
import { fromWorkerSchema } from './page-messages.ts';

const conversation = '018bcfe5-6800-7000-8000-0000000000c0' as ConversationId;
const call: ToldCall = {
  t: 'call',
  person: '018bcfe5-6800-7000-8000-0000000000a1' as OperatorId,
  kind: 'waiting',
  key: 'waiting 5',
  at: 5,
  conversation,
  visitor: `v${'A'.repeat(22)}` as VisitorId,
  name: 'Vera',
  text: 'Is it open?',
  seq: 2,
  language: 'pl',
};
const shown = (change: Partial<ToldCall>, takesText = false) =>
  notificationOf({ ...call, ...change }, { isSilent: false, takesText });

test('NOTIFY5 a notification says who calls and why, in the language of the screen, and offers what can be done', () => {
  expect(shown({}).title).toBe('Vera czeka na odpowiedź');
  expect(shown({}).options).toMatchObject({ body: 'Is it open?', silent: false, renotify: true });
  const offered = (kind: ToldCall['kind']) => shown({ kind }).options.actions.map(({ action }) => action);
  expect(offered('waiting')).toEqual(['take', 'reply']);
  expect([offered('mine'), offered('given'), offered('task')]).toEqual([['reply'], ['reply'], []]);
  expect(shown({ kind: 'mine', language: 'ru', name: '' }).title).toMatch(/^[А-ЯЁ][а-яё]+ \d+$/);
  expect(shown({ kind: 'given', language: 'xx' }).title).toBe('Vera was given to you');
  expect(notificationOf(call, { isSilent: true, takesText: false }).options.renotify).toBe(false);
});

test('NOTIFY5 where words are hidden none are shown, and only a platform that can takes them in the notification', () => {
  expect(shown({ text: '' }).options.body).toBe('Nowa wiadomość');
  expect(shown({}).options.actions.every(({ type }) => type === undefined)).toBe(true);
  expect(shown({}, true).options.actions[1]).toMatchObject({ action: 'reply', type: 'text' });
});

test('NOTIFY5 what is newer of a conversation takes the place of what was shown of it', () => {
  expect(tagOf({ ...call, kind: 'mine', key: 'mine 7' })).toBe(tagOf(call));
  expect(tagOf({ ...call, kind: 'task', key: 'a' })).not.toBe(tagOf({ ...call, kind: 'task', key: 'b' }));
});

test('NOTIFY6 APP7 a reply from a notification takes first what nobody answers', () => {
  expect(takeCommands(call)).toEqual([{ type: 'conversation.take', payload: { conversation } }]);
  expect(replyCommands(call, 'Yes')?.map(({ type }) => type)).toEqual(['conversation.take', 'message.send']);
  expect(replyCommands({ ...call, kind: 'mine' }, 'Yes')).toEqual([
    { type: 'message.send', payload: { conversation, text: 'Yes', lastSeen: 2 } },
  ]);
  expect(takeCommands({ ...call, conversation: null })).toBeNull();
});

test('NOTIFY5 NOTIFY6 ROOM5 a colleague who calls is named, answered in their room, and taken by nobody', () => {
  const room = roomIdOf(conversation);
  const told: ToldCall = { ...call, kind: 'colleague', conversation: room, visitor: null, name: 'Boris' };
  expect(v.is(toldCallSchema, told)).toBe(true);
  const { title, options } = shown(told);
  expect([title, options.actions.map(({ action }) => action)]).toEqual(['Boris', ['reply']]);
  expect(replyCommands(told, 'Yes')).toEqual([{ type: 'room.say', payload: { conversation: room, text: 'Yes' } }]);
  expect(takeCommands(told)).toBeNull();
  expect(talkAt(pathOf(room))).toBe(room);
  expect(talkAt(pathOf(conversation))).toBe(conversation);
  expect(talkAt('/tasks')).toBeNull();
});

test('NOTIFY6 a reply that could not be kept is shown with its words', async () => {
  // A device whose storage nobody can open.
  const refused = {
    open: () => {
      throw new DOMException('refused', 'SecurityError');
    },
  } as unknown as IDBFactory;
  const ports = { indexedDB: refused, fetch: () => Promise.reject(new Error('no line')), origin: 'https://desk.test' };
  const commands = replyCommands({ ...call, kind: 'mine' }, 'Yes, until six') ?? [];
  const { title, body } = await answerCall({ ...call, kind: 'mine', language: 'en' }, commands, ports);
  expect(title).toBe('Not sent: Vera');
  expect(body).toContain('Yes, until six');
  expect(notKept(call, 'Tak').body).toContain('Tak');
});

test('NOTIFY5 what comes from outside is read once: a call, a test, and no address beyond this app', () => {
  expect(v.is(toldCallSchema, { ...call, conversation: '/c/../x' })).toBe(false);
  expect(v.is(pushMessageSchema, { t: 'call' })).toBe(false);
  expect(v.is(pushMessageSchema, { t: 'test', id: 'x', language: 'en' })).toBe(true);
  const leads = (to: string) => v.is(fromWorkerSchema, { type: 'OPEN', to, writes: false });
  expect([leads('/c/1'), leads('//elsewhere.test'), leads('https://elsewhere.test')]).toEqual([true, false, false]);
});
