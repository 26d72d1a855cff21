import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { ROOM_VERBS, VERBS } from '../policy/policy.ts';
import { roomIdOf } from '../room/room-id.ts';
import { commandSchema, documentOf, ENTRY_COMMANDS, isEntryCommand, ownerOf } from './command.ts';
import { ANNA, command, CONVERSATION, idOf, NOON, STRANGER, talk, VISITOR, visitorIdOf } from './decide.fixtures.ts';

const envelope = (type: string, payload: object, more: object = {}): unknown => ({
  id: idOf(1),
  type,
  writtenAt: NOON,
  payload,
  ...more,
});
const conversation = CONVERSATION;
const room = roomIdOf(CONVERSATION);
const TASK = { title: 'Call back', due: NOON, assignee: idOf(3), remindAt: null };

const EXAMPLES: Readonly<Record<string, object>> = {
  'conversation.start': {
    conversation,
    site: 'shop',
    page: { url: 'https://shop.example/', title: 'Shop' },
    department: 'sales',
    answers: [{ ask: 'Order', answer: '17' }],
  },
  'message.send': { conversation, text: 'Hello', lastSeen: 3, offline: true },
  'message.edit': { conversation, message: idOf(2), text: 'Hello' },
  'message.unsend': { conversation, message: idOf(2) },
  'file.answer': { conversation, message: idOf(2), yes: true },
  'conversation.take': { conversation },
  'conversation.hand-over': { conversation, to: idOf(3) },
  'conversation.bring-in': { conversation, person: idOf(3) },
  'conversation.leave': { conversation },
  'conversation.close': { conversation },
  'conversation.reopen': { conversation },
  'conversation.tag': { conversation, tag: 'Возврат', on: true },
  'conversation.categorise': { conversation, category: 'lead' },
  'conversation.mute': { conversation, on: true },
  'conversation.rate': { conversation, score: 4, comment: 'Szybko' },
  'callback.ask': { conversation, phone: '+48 600 100 200', when: null, request: true },
  'callback.cancel': { conversation },
  'callback.done': { conversation, callback: idOf(9), done: true },
  'cursor.advance': { conversation, delivered: 4, seen: 3 },
  'note.add': { conversation, text: 'Calls at nine' },
  'consent.give': { conversation, on: true, words: 'We keep what you write.' },
  'contact.update': { visitor: visitorIdOf('A'), name: 'Ola', address: 'Lipowa 7, Poznań' },
  'contact.tag': { visitor: visitorIdOf('A'), tag: 'VIP', on: true },
  'contact.note': { visitor: visitorIdOf('A'), text: 'Pays by invoice' },
  'contact.rate': { visitor: visitorIdOf('A'), score: 40 },
  'contact.remove': { visitor: visitorIdOf('A'), item: idOf(2), gone: true },
  'contact.visit': {
    visit: 2,
    page: 'https://shop.example/teapots',
    referrer: '',
    campaign: { source: 'news', click: 'gclid' },
    language: 'pl-PL',
    zone: 'Europe/Warsaw',
    screen: 'phone',
  },
  'contact.describe': { attributes: { plan: 'Pro', seats: 12, trial: false, 'klient od': '2026-01-31' } },
  'task.add': { visitor: visitorIdOf('A'), ...TASK, about: conversation },
  'task.change': { visitor: visitorIdOf('A'), ...TASK, task: idOf(2) },
  'task.done': { visitor: visitorIdOf('A'), task: idOf(2), done: true },
  'transcript.send': { conversation },
  'room.open': { conversation: room, name: 'Team', people: [idOf(3)] },
  'room.say': { conversation: room, text: 'Hello' },
  'room.edit': { conversation: room, message: idOf(2), text: 'Hello' },
  'room.unsay': { conversation: room, message: idOf(2) },
  'room.rename': { conversation: room, name: 'The team' },
  'room.add': { conversation: room, people: [idOf(3)] },
  'room.remove': { conversation: room, person: idOf(3) },
  'room.leave': { conversation: room },
  'visitor.block': { visitor: visitorIdOf('A'), scope: 'address', until: NOON, reason: 'Спам' },
  'visitor.unblock': { visitor: visitorIdOf('A'), scope: 'visitor' },
  'operator.add': { email: 'a@example.org', name: 'Anna', role: 'operator', password: 'correct horse' },
};

describe('commands as they come', () => {
  test.each([...VERBS, ...ROOM_VERBS])('%s is read as it was written', (verb) => {
    const given = envelope(verb, EXAMPLES[verb] ?? {});
    expect(v.parse(commandSchema, given)).toEqual(given);
  });

  test('all but cursors and new operators are entries, and only they wait in an outbox', () => {
    const without = VERBS.filter((verb) => !(verb in ENTRY_COMMANDS));
    expect(without).toEqual(['cursor.advance', 'operator.add']);
    const cursor = v.parse(commandSchema, envelope('cursor.advance', EXAMPLES['cursor.advance'] ?? {}));
    expect(isEntryCommand(cursor)).toBe(false);
  });

  test.each([
    [
      'ID1 an id that is random',
      envelope('conversation.take', { conversation }, { id: '9f1b1c2e-6a5d-4c3b-8a7f-0123456789ab' }),
    ],
    ['a verb that nobody knows', envelope('conversation.burn', { conversation })],
    ['a time before 1970', envelope('conversation.take', { conversation }, { writtenAt: -1 })],
    ['a time that is no integer', envelope('conversation.take', { conversation }, { writtenAt: 1.5 })],
    ['a conversation that is no id', envelope('conversation.take', { conversation: '../team' })],
    ['a text beyond 64 KB', envelope('message.send', { conversation, text: 'x'.repeat(65_537), lastSeen: 0 })],
    ['anyway that is not true', envelope('message.send', { conversation, text: 'x', lastSeen: 0, anyway: false })],
    ['a site with a slash', envelope('conversation.start', { conversation, site: 'a/b' })],
    [
      'an answer without a question',
      envelope('conversation.start', { conversation, site: 'shop', answers: [{ ask: ' ', answer: 'x' }] }),
    ],
    [
      'an answer that is too long',
      envelope('conversation.start', { conversation, site: 'shop', answers: [{ ask: 'x', answer: 'y'.repeat(501) }] }),
    ],
    ['a role that nobody has', envelope('operator.add', { ...EXAMPLES['operator.add'], role: 'root' })],
    ['a short password', envelope('operator.add', { ...EXAMPLES['operator.add'], password: '123456789' })],
    ['words into a room that is a conversation', envelope('room.say', { conversation, text: 'x' })],
    ['an answer into a room', envelope('message.send', { conversation: room, text: 'x', lastSeen: 0 })],
    ['a room of one', envelope('room.say', { conversation: `d_${idOf(2)}_${idOf(2)}`, text: 'x' })],
    ['no payload', { id: idOf(1), type: 'conversation.take', writtenAt: NOON }],
    ['nothing', null],
  ])('%s is refused', (_name, given) => {
    expect(v.is(commandSchema, given)).toBe(false);
  });

  test('CMD3 an author in a command is not even read', () => {
    const given = v.parse(
      commandSchema,
      envelope('conversation.take', { conversation, by: ANNA }, { by: ANNA, actor: ANNA }),
    );
    expect(JSON.stringify(given)).not.toContain(ANNA.name);
  });

  test('CMD8 pages and contact fields are well-formed', () => {
    const page = { url: 'https://shop.example/', title: 'a\ud800' };
    expect(v.parse(commandSchema, envelope('conversation.start', { conversation, site: 'shop', page }))).toMatchObject({
      payload: { page: { title: 'a\ufffd' } },
    });
    expect(v.parse(commandSchema, envelope('contact.update', { name: ' e\u0301\ud800 ' }))).toMatchObject({
      payload: { name: '\u00e9\ufffd' },
    });
  });
});

describe('what a command touches', () => {
  test('its document: the conversation, its desk, or a contact', () => {
    expect(documentOf(command('conversation.take', {}), ANNA)).toBe(`conversation/${conversation}`);
    expect(documentOf(command('note.add', { text: 'x' }), ANNA)).toBe(`conversation/${conversation}/desk`);
    expect(documentOf(command('contact.update', { visitor: visitorIdOf('B') }), ANNA)).toBe(
      `contact/${visitorIdOf('B')}`,
    );
    expect(documentOf(command('contact.update', {}), VISITOR)).toBe(`contact/${VISITOR.id}`);
  });

  test('POL2 its owner: the visitor of the conversation, of the card, or the one who starts', () => {
    const head = talk()?.head ?? null;
    expect(ownerOf(command('message.send', { text: 'x', lastSeen: 0 }), head, STRANGER)).toBe(VISITOR.id);
    expect(ownerOf(command('message.send', { text: 'x', lastSeen: 0 }), null, STRANGER)).toBe(null);
    expect(ownerOf(command('conversation.start', { site: 'shop' }), null, STRANGER)).toBe(STRANGER.id);
    expect(ownerOf(command('conversation.start', { site: 'shop' }), head, STRANGER)).toBe(VISITOR.id);
    expect(ownerOf(command('contact.update', { visitor: visitorIdOf('A') }), null, STRANGER)).toBe(VISITOR.id);
    expect(ownerOf(command('contact.update', {}), null, STRANGER)).toBe(STRANGER.id);
  });
});
