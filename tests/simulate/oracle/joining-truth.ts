import { isDeepStrictEqual } from 'node:util';
import type { ContactFields, Effect, Entry } from '#schema/conversation/entry.ts';
import { contactDocument, conversationDocument, parseDocumentName } from '#schema/docs/document-name.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { Connection as Database } from '#sync-server/store/database.ts';
import type { ModelDocument } from './document.ts';
import type { Judge } from './judge.ts';

/**
 * Who turned out to be whom (IDENT5 to IDENT7): what the site has signed is told here by who shows it, that it is noted is read from the disk,
 * and what the server does about it must follow from both.
 */
export interface JoiningTruth {
  /** A token that the device of this person has. */
  readonly named: (token: VisitorId, person: string) => void;
  /** Whose it is, as who or as nobody. */
  readonly nameOf: (visitor: string) => string | null;
  /** This device shows that it is this person's. */
  readonly shows: (token: VisitorId, person: string) => void;
  /** A process has opened the file. */
  readonly recovered: (disk: Database) => void;
  /** Whether the server may do this by itself. */
  readonly mayDo: (document: ModelDocument, entry: Entry) => boolean;
  /** Whoever was somebody else says nothing any more once they are moved (IDENT6). */
  readonly checkAuthor: (entry: Entry, document: string) => void;
  /** What is told of somebody who was somebody else stands in the document of whom they are (IDENT5). */
  readonly isSameDocument: (named: string, document: string) => boolean;
  /** Both are of one person. */
  readonly isSame: (one: string, other: string) => boolean;
  /** The person as the site knows them; null: no visitor of ours is that. */
  readonly personOf: (visitor: string) => string | null;
  /** Everything was healed: nothing is left with whom somebody was. */
  readonly checkMoved: (disk: Database) => void;
  readonly counts: () => { readonly joined: number };
}

interface Alias {
  readonly visitor: VisitorId;
  readonly isNow: VisitorId;
}

const FIELDS = ['name', 'email', 'phone', 'address'] as const;

export function createJoiningTruth(judge: Judge, find: (name: string) => ModelDocument | null): JoiningTruth {
  const shown = new Map<VisitorId, Set<string>>();
  /** Of whom something was moved. */
  const moved = new Set<string>();
  let disk: Database | null = null;

  const names = new Map<string, string>();
  /** Whom no site has signed. */
  const strangers = new Set<string>();

  /** Null also when the process that had the file is gone: nothing is decided then. */
  function read<Row>(sql: string, visitor: string): Row | null {
    try {
      return disk?.prepare<Row>(sql).one(visitor) ?? null;
    } catch {
      return null;
    }
  }
  const aliasOf = (visitor: string): Alias | null =>
    read<Alias>('SELECT visitor, is_now AS isNow FROM visitor_aliases WHERE visitor = ?', visitor);
  const personOf = (visitor: string): string | null =>
    read<{ readonly person: string }>('SELECT person FROM persons WHERE visitor = ?', visitor)?.person ?? null;

  /** For who asks while no process runs. A token is no person, and a person none of our tokens. */
  function learn(visitor: string): void {
    if (names.has(visitor) || strangers.has(visitor)) return;
    const person = personOf(visitor);
    if (person === null) strangers.add(visitor);
    else names.set(visitor, person);
  }

  /** Whoever was `visitor` has shown that they are the person who is `isNow`. */
  function isShown({ visitor, isNow }: Alias): boolean {
    const person = personOf(isNow);
    return person !== null && shown.get(visitor)?.has(person) === true;
  }

  const mayMove = (from: string | undefined, to: string): boolean => {
    const alias = from === undefined ? null : aliasOf(from);
    return alias !== null && alias.isNow === to && isShown(alias);
  };

  /** What stands on a card, by hand. */
  function fieldsOf(card: ModelDocument | null): ContactFields {
    const fields: { [Field in (typeof FIELDS)[number]]?: string } = {};
    for (const { effect } of card?.entries ?? []) {
      const told: ContactFields =
        effect.kind === 'contact-merged' ? effect.card.fields : 'fields' in effect ? effect.fields : {};
      for (const field of FIELDS) if (told[field] !== undefined) fields[field] = told[field];
    }
    return fields;
  }

  /** What is known stays, what is not is filled in, and no note is left behind (IDENT5). */
  function isMergedRight(
    own: ModelDocument,
    { from, card }: Extract<Effect, { readonly kind: 'contact-merged' }>,
  ): boolean {
    const theirs = find(contactDocument(from));
    const [mine, others] = [fieldsOf(own), fieldsOf(theirs)];
    const meant = Object.fromEntries(
      FIELDS.flatMap((field) =>
        (mine[field] ?? '') === '' && (others[field] ?? '') !== '' ? [[field, others[field]]] : [],
      ),
    );
    const notes = (theirs?.entries ?? []).flatMap(({ id, effect }) => (effect.kind === 'contact-noted' ? [id] : []));
    const kept = new Set([...card.notes.map(({ id }) => id), ...card.gone]);
    return isDeepStrictEqual({ ...card.fields }, meant) && notes.every((id) => kept.has(id));
  }

  return {
    named: (token, person) => void names.set(token, person),
    nameOf: (visitor) => names.get(visitor) ?? personOf(visitor),
    shows: (token, person) => void shown.set(token, (shown.get(token) ?? new Set()).add(person)),
    recovered: (opened) => {
      disk = opened;
    },
    mayDo: (document, { effect }) => {
      const address = parseDocumentName(document.name);
      if (address?.kind === 'contact') learn(address.visitor);
      if (effect.kind === 'moved') {
        learn(effect.visitor);
        const from = document.head?.visitor;
        if (from !== undefined) moved.add(from);
        return mayMove(from, effect.visitor);
      }
      if (address?.kind !== 'contact') return false;
      if (effect.kind === 'contact-merged') {
        moved.add(effect.from);
        return mayMove(effect.from, address.visitor) && isMergedRight(document, effect);
      }
      return effect.kind === 'contact-verified' && effect.verified.person === personOf(address.visitor);
    },
    checkAuthor: ({ id, by }, document) => {
      if (by.kind !== 'visitor') return;
      learn(by.id);
      judge.check(!moved.has(by.id), 'IDENT6', () => `${id} in ${document} is by ${by.id}, who is somebody else now`);
    },
    isSameDocument: (named, document) => {
      if (named === document) return true;
      const address = parseDocumentName(named);
      const alias = address?.kind === 'contact' ? aliasOf(address.visitor) : null;
      return alias !== null && contactDocument(alias.isNow) === document;
    },
    isSame: (one, other) => one === other || aliasOf(one)?.isNow === other,
    personOf,
    checkMoved: (opened) => {
      const aliases = opened.prepare<Alias & { readonly done: number }>(
        'SELECT visitor, is_now AS isNow, is_done AS done FROM visitor_aliases',
      );
      for (const { visitor, done } of aliases.all()) {
        judge.check(done === 1, 'IDENT6', () => `what belongs to ${visitor} is not moved, and everything is healed`);
        const left = opened.prepare<{ id: string }>('SELECT id FROM conversations WHERE visitor = ?').one(visitor);
        judge.check(left === null, 'IDENT5', () => `${left?.id} is still of ${visitor} in the lists`);
        judge.check(find(contactDocument(visitor)) === null, 'IDENT5', () => `the card of ${visitor} is still there`);
      }
      const talks = opened.prepare<{ id: string; visitor: string }>('SELECT id, visitor FROM conversations').all();
      for (const { id, visitor } of talks) {
        const head = find(conversationDocument(id as never))?.head;
        judge.check(
          head === null || head === undefined || head.visitor === visitor,
          'IDENT5',
          () => `${id} is of ${head?.visitor}, and the lists say ${visitor}`,
        );
      }
    },
    counts: () => ({ joined: moved.size }),
  };
}
