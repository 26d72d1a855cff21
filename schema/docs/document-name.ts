import { isUuidV7, type ConversationId, type VisitorId } from '../ids.ts';

export type DocumentName =
  `conversation/${string}` | `conversation/${string}/desk` | `contact/${string}` | 'inbox/all' | 'team';

/** A document's name taken apart; its kind is the grain of permission. */
export type DocumentAddress =
  | { readonly kind: 'conversation' | 'desk'; readonly conversation: ConversationId }
  | { readonly kind: 'contact'; readonly visitor: VisitorId }
  | { readonly kind: 'inbox' | 'team' };

export type DocumentKind = DocumentAddress['kind'];

export const conversationDocument = (id: ConversationId): DocumentName => `conversation/${id}`;
export const deskDocument = (id: ConversationId): DocumentName => `conversation/${id}/desk`;
export const contactDocument = (id: VisitorId): DocumentName => `contact/${id}`;
export const INBOX_DOCUMENT: DocumentName = 'inbox/all';
export const TEAM_DOCUMENT: DocumentName = 'team';

const VISITOR = /^v[A-Za-z0-9_-]{22}$/;

/** Null for anything that is not the name of a document. */
export function parseDocumentName(name: string): DocumentAddress | null {
  if (name === INBOX_DOCUMENT) return { kind: 'inbox' };
  if (name === TEAM_DOCUMENT) return { kind: 'team' };
  const [room, id, part, ...rest] = name.split('/');
  if (id === undefined || rest.length > 0) return null;
  if (room === 'conversation' && isUuidV7(id)) {
    if (part === undefined) return { kind: 'conversation', conversation: id as ConversationId };
    if (part === 'desk') return { kind: 'desk', conversation: id as ConversationId };
  }
  if (room === 'contact' && part === undefined && VISITOR.test(id))
    return { kind: 'contact', visitor: id as VisitorId };
  return null;
}
