import { isUuidV7, type ConversationId, type OperatorId, type VisitorId } from '../ids.ts';
import { isRoomId, type RoomId } from '../room/room-id.ts';

export type DocumentName =
  | `conversation/${string}`
  | `conversation/${string}/desk`
  | `contact/${string}`
  | 'inbox/all'
  | 'team'
  | 'templates'
  | `operator/${string}`
  | `draft/${string}`
  | `room/${string}`
  | `rooms/${string}`;

/** A document's name taken apart; its kind is the grain of permission. */
export type DocumentAddress =
  | { readonly kind: 'conversation' | 'desk'; readonly conversation: ConversationId }
  | { readonly kind: 'contact'; readonly visitor: VisitorId }
  | { readonly kind: 'inbox' | 'team' | 'templates' }
  | { readonly kind: 'operator'; readonly operator: OperatorId }
  | { readonly kind: 'rooms'; readonly operator: OperatorId }
  | { readonly kind: 'room'; readonly conversation: RoomId }
  | { readonly kind: 'draft'; readonly conversation: ConversationId }
  | { readonly kind: 'own-draft'; readonly conversation: ConversationId; readonly operator: OperatorId };

export type DocumentKind = DocumentAddress['kind'];

export const conversationDocument = (id: ConversationId): DocumentName => `conversation/${id}`;
export const deskDocument = (id: ConversationId): DocumentName => `conversation/${id}/desk`;
export const contactDocument = (id: VisitorId): DocumentName => `contact/${id}`;
export const operatorDocument = (id: OperatorId): DocumentName => `operator/${id}`;
export const draftDocument = (id: ConversationId): DocumentName => `draft/${id}`;
export const ownDraftDocument = (id: ConversationId, operator: OperatorId): DocumentName => `draft/${id}/${operator}`;
export const roomDocument = (id: RoomId): DocumentName => `room/${id}`;
/** The rooms that a person is in. */
export const roomsDocument = (person: OperatorId): DocumentName => `rooms/${person}`;
/** Of a conversation with a visitor, or of a room. */
export const talkDocument = (id: ConversationId): DocumentName =>
  isRoomId(id) ? roomDocument(id) : conversationDocument(id);
export const INBOX_DOCUMENT: DocumentName = 'inbox/all';
export const TEAM_DOCUMENT: DocumentName = 'team';
export const TEMPLATES_DOCUMENT: DocumentName = 'templates';

const VISITOR = /^v[A-Za-z0-9_-]{22}$/;

/** Null for anything that is not the name of a document. */
export function parseDocumentName(name: string): DocumentAddress | null {
  if (name === INBOX_DOCUMENT) return { kind: 'inbox' };
  if (name === TEAM_DOCUMENT) return { kind: 'team' };
  if (name === TEMPLATES_DOCUMENT) return { kind: 'templates' };
  const [room, id, part, ...rest] = name.split('/');
  if (id === undefined || rest.length > 0) return null;
  if (room === 'conversation' && isUuidV7(id)) {
    if (part === undefined) return { kind: 'conversation', conversation: id as ConversationId };
    if (part === 'desk') return { kind: 'desk', conversation: id as ConversationId };
  }
  if (room === 'contact' && part === undefined && VISITOR.test(id))
    return { kind: 'contact', visitor: id as VisitorId };
  if ((room === 'operator' || room === 'rooms') && part === undefined && isUuidV7(id))
    return { kind: room, operator: id as OperatorId };
  if (room === 'room' && part === undefined && isRoomId(id)) return { kind: 'room', conversation: id };
  if (room === 'draft' && isUuidV7(id)) {
    if (part === undefined) return { kind: 'draft', conversation: id as ConversationId };
    if (isUuidV7(part)) {
      return { kind: 'own-draft', conversation: id as ConversationId, operator: part as OperatorId };
    }
  }
  return null;
}
