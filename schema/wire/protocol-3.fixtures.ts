import { ANNA, CONVERSATION, VISITOR } from '../commands/decide.fixtures.ts';
import { roomIdOf } from '../room/room-id.ts';
import { authorOf } from '../words.ts';
import type { ServerFrame } from './frames.ts';

const ROOM = roomIdOf(CONVERSATION);

const command = (type: string, payload: object): string =>
  JSON.stringify({
    t: 'command',
    command: {
      id: '018bcfe5-6800-7000-8000-0000000000ff',
      type,
      writtenAt: 1_700_000_000_000,
      payload: { conversation: CONVERSATION, ...payload },
    },
  });

/** What clients of protocol 3 send beyond what those of 2 do. Once released, never changed. */
export const CLIENT_FRAMES_3: readonly string[] = [
  '{"t":"hello","protocol":3,"device":"d-01HV9Z3X8M","life":"bGlmZQ.12.c2ln"}',
  command('conversation.hand-over', { department: 'sales' }),
  command('conversation.bring-in', { person: ANNA.id }),
  command('conversation.start', { site: 'shop', department: 'sales', answers: [{ ask: 'Order', answer: '17' }] }),
  command('conversation.leave', {}),
  command('conversation.tag', { tag: 'Возврат', on: true }),
  command('conversation.categorise', { category: 'lead' }),
  command('conversation.categorise', { category: null }),
  command('conversation.mute', { on: true }),
  command('conversation.rate', { score: 4, comment: 'Dziękuję' }),
  command('callback.ask', { phone: '+48 600 100 200', when: 1_700_000_900_000 }),
  command('callback.ask', { phone: '+48 600 100 200', when: null, request: true }),
  command('callback.cancel', {}),
  command('callback.done', { callback: '018bcfe5-6800-7000-8000-0000000000f2', done: true }),
  command('message.send', { text: 'again', lastSeen: 3 }).replace('{', '{"first":true,'),
  command('room.open', { conversation: ROOM, name: 'Kilns', people: [ANNA.id] }),
  command('room.say', { conversation: ROOM, text: 'Который горячий?' }),
  command('room.leave', { conversation: ROOM }),
  command('cursor.advance', { conversation: ROOM, delivered: 3, seen: 3 }),
  command('file.answer', { message: '018bcfe5-6800-7000-8000-0000000000f1', yes: true }),
  command('message.send', {
    text: 'photo.jpg',
    lastSeen: 3,
    file: {
      id: '018bcfe5-6800-7000-8000-0000000000f1',
      name: 'photo.jpg',
      type: 'image/jpeg',
      size: 9,
      width: 4,
      height: 3,
    },
  }),
  '{"t":"command","command":{"id":"018bcfe5-6800-7000-8000-000000000001","type":"contact.visit","writtenAt":1700000000000,"payload":{"visit":2,"page":"https://shop.example/tea","referrer":"","campaign":{"source":"news","click":"gclid"},"language":"pl-PL","zone":"Europe/Warsaw","screen":"phone"}}}',
  '{"t":"command","command":{"id":"018bcfe5-6800-7000-8000-000000000001","type":"contact.describe","writtenAt":1700000000000,"payload":{"attributes":{"plan":"Pro","seats":12,"trial":false}}}}',
  command('message.send', { text: 'Call me tomorrow', lastSeen: 0, request: true }),
  '{"t":"typing","conversation":"018bcfe5-6800-7000-8000-000000000001","text":"is it"}',
  '{"t":"typing","conversation":"r_018bcfe5-6800-7000-8000-000000000001"}',
  '{"t":"look","conversations":["018bcfe5-6800-7000-8000-000000000001"]}',
];

/** What a server of protocol 3 sends beyond what one of 2 does; a client of 2 passes over what it does not know. */
export const SERVER_FRAMES_3: readonly ServerFrame[] = [
  { t: 'typing', conversation: CONVERSATION, by: authorOf(VISITOR), text: 'is it', after: 4 },
  { t: 'looks', looks: { [ANNA.id]: [CONVERSATION] }, isAll: true },
  { t: 'suspended', until: 1_700_000_000_000 },
  { t: 'suspended', until: null },
  { t: 'unattended', on: true },
  { t: 'unattended', on: false, departments: [{ id: 'sales', name: 'Sales', on: true }] },
  { t: 'queue', place: 3, wait: 5 },
  { t: 'queue', place: 0 },
  { t: 'unattended', on: true, back: 1_700_000_000_000 },
];
