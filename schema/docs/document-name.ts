import { isUuidV7, type ConversationId, type OperatorId, type VisitorId } from '../ids.ts';

export type DocumentName =
  | `conversation/${string}`
  | `conversation/${string}/desk`
  | `contact/${string}`
  | 'inbox/all'
  | 'team'
  | 'templates'
  | `operator/${string}`
  | `draft/${string}`;

/** A document's name taken apart; its kind is the grain of permission. */
export type DocumentAddress =
  | { readonly kind: 'conversation' | 'desk'; readonly conversation: ConversationId }
  | { readonly kind: 'contact'; readonly visitor: VisitorId }
  | { readonly kind: 'inbox' | 'team' | 'templates' }
  | { readonly kind: 'operator'; readonly operator: OperatorId }
  | { readonly kind: 'draft'; readonly conversation: ConversationId }
  | { readonly kind: 'own-draft'; readonly conversation: ConversationId; readonly operator: OperatorId };

export type DocumentKind = DocumentAddress['kind'];

export const conversationDocument = (id: ConversationId): DocumentName => `conversation/${id}`;
export const deskDocument = (id: ConversationId): DocumentName => `conversation/${id}/desk`;
export const contactDocument = (id: VisitorId): DocumentName => `contact/${id}`;
export const operatorDocument = (id: OperatorId): DocumentName => `operator/${id}`;
export const draftDocument = (id: ConversationId): DocumentName => `draft/${id}`;
export const ownDraftDocument = (id: ConversationId, operator: OperatorId): DocumentName => `draft/${id}/${operator}`;
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
  if (room === 'operator' && part === undefined && isUuidV7(id))
    return { kind: 'operator', operator: id as OperatorId };
  if (room === 'draft' && isUuidV7(id)) {
    if (part === undefined) return { kind: 'draft', conversation: id as ConversationId };
    if (isUuidV7(part)) {
      return { kind: 'own-draft', conversation: id as ConversationId, operator: part as OperatorId };
    }
  }
  return null;
}
