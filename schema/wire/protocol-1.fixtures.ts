import { ANNA, CONVERSATION, idOf, VISITOR } from '../commands/decide.fixtures.ts';
import { authorOf } from '../words.ts';
import type { ServerFrame } from './frames.ts';

/** Frames as clients of protocol 1 send them. Never changed: a server that speaks 1 must go on reading them. */
export const CLIENT_FRAMES_1: readonly string[] = [
  '{"t":"hello","protocol":1,"device":"d-01HV9Z3X8M"}',
  '{"t":"ping","n":7}',
  '{"t":"open","document":"conversation/018bcfe5-6800-7000-8000-0000000000c0","epoch":null}',
  '{"t":"open","document":"inbox/all","epoch":"018bcfe5-6800-7000-8000-0000000000e0"}',
  '{"t":"close","document":"team"}',
  '{"t":"typing","conversation":"018bcfe5-6800-7000-8000-0000000000c0"}',
  '{"t":"command","command":{"id":"018bcfe5-6800-7000-8000-000000000001","type":"conversation.start","writtenAt":1700000000000,"payload":{"conversation":"018bcfe5-6800-7000-8000-0000000000c0","site":"shop","page":{"url":"https://shop.example/","title":"Sklep"}}}}',
  '{"t":"command","command":{"id":"018bcfe5-6800-7000-8000-000000000002","type":"message.send","writtenAt":1700000000000,"payload":{"conversation":"018bcfe5-6800-7000-8000-0000000000c0","text":"Dzień dobry 👋","lastSeen":0}}}',
  '{"t":"command","command":{"id":"018bcfe5-6800-7000-8000-000000000003","type":"message.send","writtenAt":1700000000000,"payload":{"conversation":"018bcfe5-6800-7000-8000-0000000000c0","text":"Yes","lastSeen":4,"offline":true,"anyway":true}}}',
  '{"t":"command","command":{"id":"018bcfe5-6800-7000-8000-000000000004","type":"message.edit","writtenAt":1700000000000,"payload":{"conversation":"018bcfe5-6800-7000-8000-0000000000c0","message":"018bcfe5-6800-7000-8000-000000000002","text":"Dobry wieczór"}}}',
  '{"t":"command","command":{"id":"018bcfe5-6800-7000-8000-000000000005","type":"message.unsend","writtenAt":1700000000000,"payload":{"conversation":"018bcfe5-6800-7000-8000-0000000000c0","message":"018bcfe5-6800-7000-8000-000000000002"}}}',
  '{"t":"command","command":{"id":"018bcfe5-6800-7000-8000-000000000006","type":"conversation.take","writtenAt":1700000000000,"payload":{"conversation":"018bcfe5-6800-7000-8000-0000000000c0"}}}',
  '{"t":"command","command":{"id":"018bcfe5-6800-7000-8000-000000000007","type":"conversation.hand-over","writtenAt":1700000000000,"payload":{"conversation":"018bcfe5-6800-7000-8000-0000000000c0","to":"018bcfe5-6800-7000-8000-0000000000a2"}}}',
  '{"t":"command","command":{"id":"018bcfe5-6800-7000-8000-000000000008","type":"conversation.close","writtenAt":1700000000000,"payload":{"conversation":"018bcfe5-6800-7000-8000-0000000000c0"}}}',
  '{"t":"command","command":{"id":"018bcfe5-6800-7000-8000-000000000009","type":"conversation.reopen","writtenAt":1700000000000,"payload":{"conversation":"018bcfe5-6800-7000-8000-0000000000c0"}}}',
  '{"t":"command","command":{"id":"018bcfe5-6800-7000-8000-00000000000a","type":"cursor.advance","writtenAt":1700000000000,"payload":{"conversation":"018bcfe5-6800-7000-8000-0000000000c0","delivered":9,"seen":8}}}',
  '{"t":"command","command":{"id":"018bcfe5-6800-7000-8000-00000000000b","type":"note.add","writtenAt":1700000000000,"payload":{"conversation":"018bcfe5-6800-7000-8000-0000000000c0","text":"Calls at nine"}}}',
  '{"t":"command","command":{"id":"018bcfe5-6800-7000-8000-00000000000c","type":"contact.update","writtenAt":1700000000000,"payload":{"name":"Ola","email":"ola@example.org","phone":""}}}',
  '{"t":"command","command":{"id":"018bcfe5-6800-7000-8000-00000000000d","type":"operator.add","writtenAt":1700000000000,"payload":{"email":"boris@example.org","name":"Boris","role":"operator","password":"correct horse"}}}',
];

/** What a server must not take for a frame. */
export const REFUSED_FRAMES: readonly string[] = [
  'null',
  '[]',
  '{}',
  '{"t":"shout"}',
  '{"t":"hello","protocol":1}',
  '{"t":"hello","protocol":1,"device":"short"}',
  '{"t":"hello","protocol":1.5,"device":"d-01HV9Z3X8M"}',
  '{"t":"open","document":"team"}',
  '{"t":"typing","conversation":"9f1b1c2e-6a5d-4c3b-8a7f-0123456789ab"}',
  '{"t":"command","command":{"type":"conversation.take"}}',
];

/** Frames as a server of protocol 1 sends them: a client that speaks 1 gets no others. */
export const SERVER_FRAMES_1: readonly ServerFrame[] = [
  {
    t: 'welcome',
    protocol: 1,
    serverTime: 1_700_000_000_000,
    actor: VISITOR,
    limits: { textBytes: 8192, editWindow: 600_000, frameBytes: 65_536 },
  },
  { t: 'opened', document: 'team', channel: 3, epoch: idOf(0xe0) },
  { t: 'closed', document: 'team', code: 4403 },
  { t: 'result', id: idOf(2), result: { status: 'accepted', seq: 2, at: 1_700_000_000_000 } },
  { t: 'cursors', conversation: CONVERSATION, cursors: { [ANNA.id]: { delivered: 2, seen: 1, kind: 'operator' } } },
  { t: 'typing', conversation: CONVERSATION, by: authorOf(ANNA) },
  { t: 'pong', n: 7, serverTime: 1_700_000_000_000 },
  { t: 'bye', retryAfter: 5000 },
];
