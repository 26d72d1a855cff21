import type * as Y from 'yjs';
import type { DocumentKind } from './document-name.ts';

/**
 * Documents that staff write, as Yjs documents with many writers. A kind is one line here, one in `document-name.ts` for its
 * name and one in each table of `schema/policy`; the server takes nothing into a document but what its line allows.
 *
 * `text`: plain text. `map`: JSON by key, the last writer of a key wins. `list`: JSON in order. No types within types: they
 * cannot be checked as a whole when they arrive, and two devices that make one at the same time lose one of them.
 */
export const STAFF_KINDS = {
  /** A person's own state, the same on all of its devices. */
  operator: { preferences: 'map', templates: 'map', status: 'map' },
  /** Answers that the whole workspace has ready (templates-document.ts). */
  templates: { templates: 'map' },
  /** The reply being written in a conversation, one for all who write it. */
  draft: { reply: 'text' },
  /** What one person writes there for itself: a note, a message being changed, and which of them is before it. */
  'own-draft': { note: 'text', edit: 'text', about: 'map' },
} as const satisfies { readonly [Kind in DocumentKind]?: StaffRoots };

export type StaffKind = keyof typeof STAFF_KINDS;
export type RootShape = 'text' | 'map' | 'list';
export interface StaffRoots {
  readonly [root: string]: RootShape;
}

export const isStaffKind = (kind: DocumentKind): kind is StaffKind => Object.hasOwn(STAFF_KINDS, kind);

/** Makes the roots of a document of this kind, so that it knows them from the first update on. */
export function prepareRoots(doc: Y.Doc, kind: StaffKind): void {
  for (const [root, shape] of Object.entries<RootShape>(STAFF_KINDS[kind])) {
    if (shape === 'text') doc.getText(root);
    else if (shape === 'map') doc.getMap(root);
    else doc.getArray(root);
  }
}

/** Nothing stands in it that anybody would miss: no words and no rows; keys count where they are all there is, not where they tell of words. */
export function isBlank(doc: Y.Doc, kind: StaffKind): boolean {
  const roots = Object.entries<RootShape>(STAFF_KINDS[kind]);
  const hasOnlyKeys = roots.every(([, shape]) => shape === 'map');
  return roots.every(([root, shape]) => {
    if (shape === 'text') return doc.getText(root).length === 0;
    return shape === 'map' ? !hasOnlyKeys || doc.getMap(root).size === 0 : doc.getArray(root).length === 0;
  });
}

/** Writes what stands in one document into another, empty one: its content without its history. */
export function copyContent(from: Y.Doc, to: Y.Doc, kind: StaffKind): void {
  to.transact(() => {
    for (const [root, shape] of Object.entries<RootShape>(STAFF_KINDS[kind])) {
      if (shape === 'text') {
        // Words that nobody made bold or linked: their string is all there is to them.
        const text = from.getText(root).toJSON();
        if (text !== '') to.getText(root).insert(0, text);
      } else if (shape === 'map') {
        for (const [key, value] of from.getMap(root)) to.getMap(root).set(key, value);
      } else to.getArray(root).push(from.getArray(root).toArray());
    }
  });
}
