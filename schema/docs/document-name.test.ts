import { describe, expect, test } from 'vitest';
import type { ConversationId, OperatorId, VisitorId } from '../ids.ts';
import { directRoomOf, roomIdOf } from '../room/room-id.ts';
import {
  contactDocument,
  conversationDocument,
  deskDocument,
  draftDocument,
  INBOX_DOCUMENT,
  operatorDocument,
  ownDraftDocument,
  parseDocumentName,
  roomDocument,
  roomsDocument,
  talkDocument,
  TEAM_DOCUMENT,
  TEMPLATES_DOCUMENT,
} from './document-name.ts';

const id = '018bcfe5-6800-7000-8000-0000000000c0' as ConversationId;
const operator = '018bcfe5-6800-7000-8000-0000000000a1' as OperatorId;
const colleague = '018bcfe5-6800-7000-8000-0000000000a2' as OperatorId;
const visitor = `v${'A'.repeat(22)}` as VisitorId;

describe('names of documents', () => {
  test('POL1 each kind is told by its name', () => {
    expect(parseDocumentName(conversationDocument(id))).toEqual({ kind: 'conversation', conversation: id });
    expect(parseDocumentName(deskDocument(id))).toEqual({ kind: 'desk', conversation: id });
    expect(parseDocumentName(contactDocument(visitor))).toEqual({ kind: 'contact', visitor });
    expect(parseDocumentName(INBOX_DOCUMENT)).toEqual({ kind: 'inbox' });
    expect(parseDocumentName(TEAM_DOCUMENT)).toEqual({ kind: 'team' });
    expect(parseDocumentName(TEMPLATES_DOCUMENT)).toEqual({ kind: 'templates' });
    expect(parseDocumentName(operatorDocument(operator))).toEqual({ kind: 'operator', operator });
    expect(parseDocumentName(roomsDocument(operator))).toEqual({ kind: 'rooms', operator });
    for (const room of [roomIdOf(id), directRoomOf(operator, colleague)]) {
      expect(parseDocumentName(roomDocument(room))).toEqual({ kind: 'room', conversation: room });
      expect(talkDocument(room)).toBe(roomDocument(room));
    }
    expect(talkDocument(id)).toBe(conversationDocument(id));
    expect(parseDocumentName(draftDocument(id))).toEqual({ kind: 'draft', conversation: id });
    expect(parseDocumentName(ownDraftDocument(id, operator))).toEqual({
      kind: 'own-draft',
      conversation: id,
      operator,
    });
  });

  test.each([
    '',
    'inbox',
    'inbox/',
    'team/',
    'templates/',
    '/team',
    'conversation',
    'conversation/',
    `conversation/${id}/`,
    `conversation/${id}/notes`,
    `conversation/${id}/desk/x`,
    `conversation/${id.toUpperCase()}`,
    `conversation/../${id}`,
    'conversation/9f1b1c2e-6a5d-4c3b-8a7f-0123456789ab',
    `contact/${id}`,
    `contact/${visitor}/desk`,
    `conversation/${id}\n`,
    '__proto__',
    'operator/',
    `operator/${operator}/x`,
    `operator/${visitor}`,
    `room/${id}`,
    `room/r_${id}/`,
    `room/r_${id}/desk`,
    `room/d_${operator}`,
    // The other way round, and with oneself.
    `room/d_${colleague}_${operator}`,
    `room/d_${operator}_${operator}`,
    `conversation/r_${id}`,
    `rooms/${visitor}`,
    `draft/r_${id}`,
    `draft/${id}/`,
    `draft/${id}/desk`,
    `draft/${id}/${operator}/x`,
    'draft/9f1b1c2e-6a5d-4c3b-8a7f-0123456789ab',
  ])('POL1 %j is no document', (name) => {
    expect(parseDocumentName(name)).toBe(null);
  });
});
