import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import * as Y from 'yjs';
import { contactRate } from '../commands/contact-rate.ts';
import { decide, documentOf, ownerOf, type TalkCommand } from '../commands/command.ts';
import {
  ADA,
  ANNA,
  BORIS,
  command,
  idOf,
  NOON,
  OLGA,
  person,
  VISITOR,
  visitorIdOf,
} from '../commands/decide.fixtures.ts';
import { readCard } from '../docs/contact-document.ts';
import { contactDocument } from '../docs/document-name.ts';
import { writesOf } from '../docs/entry-effects.ts';
import { contactHistory } from '../docs/server-document.fixtures.ts';
import { applyWrites, emptyState, stateToBytes, writeInto } from '../docs/server-document.ts';
import type { OperatorId } from '../ids.ts';
import { mayCommand } from '../policy/policy.ts';
import { authorOf, type Actor } from '../words.ts';
import { overlayCard } from './card-overlay.ts';
import { cardAfter, EMPTY_CARD, isKnown, type ContactCard } from './contact-card.ts';
import type { Entry } from './entry.ts';
import { factsOf } from './facts.ts';

const ANN = visitorIdOf('A');
const STAFF = [ANNA, BORIS, ADA, OLGA] as const;

/** The server without its disk and its wire: the real decisions, policy, writes and bytes. */
class CardServer {
  readonly state = emptyState();
  fold: ContactCard = EMPTY_CARD;
  #seq = 0;

  submit(actor: Actor, given: TalkCommand): boolean {
    if (!mayCommand(actor, given.type, ownerOf(given, null, actor))) return false;
    const hasTask = (id: string): boolean => this.fold.tasks.some((task) => task.id === id);
    const decision = decide(factsOf(null, person, { hasTask }), given, { actor, now: NOON });
    if (decision.kind !== 'accept') return false;
    this.#seq += 1;
    const entry: Entry = { seq: this.#seq, at: NOON, id: given.id, by: authorOf(actor), effect: decision.effect };
    applyWrites(this.state, writesOf(entry, null));
    this.fold = cardAfter(this.fold, entry);
    return true;
  }

  get card(): ContactCard {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, stateToBytes(this.state));
    return readCard(doc);
  }
}

const write = fc.tuple(fc.nat(3), fc.nat(7), fc.nat(999), fc.boolean());
type Write = typeof write extends fc.Arbitrary<infer Each> ? Each : never;

const TAGS = ['VIP', 'vip ', ' żółw', '', 'x'.repeat(41)] as const;

/** What somebody would write there; the n-th of all. */
function commandFor([, verb, a, is]: Write, n: number): TalkCommand {
  const meta = { id: idOf(0x1000 + n), writtenAt: NOON };
  const task = idOf(0x1000 + (a % Math.max(1, n)));
  const assignee = [ANNA, BORIS, ADA, OLGA][a % 4]?.id as OperatorId;
  const fields = { visitor: ANN, title: a % 9 === 0 ? ' ' : `call ${a}`, due: is ? a : null, assignee, remindAt: null };
  switch (verb) {
    case 0:
      return command('contact.update', { visitor: ANN, name: is ? `Ann ${a}` : '', address: 'Lipowa 7' }, meta);
    case 1:
      return command('contact.tag', { visitor: ANN, tag: TAGS[a % TAGS.length] ?? '', on: is }, meta);
    case 2:
      return command('contact.note', { visitor: ANN, text: a % 9 === 0 ? '' : `note ${a}` }, meta);
    case 3:
      return command('contact.rate', { visitor: ANN, score: is ? a : null }, meta);
    case 4:
      return command('task.add', fields, meta);
    case 5:
      return command('task.change', { ...fields, task }, meta);
    case 6:
      return command('contact.remove', { visitor: ANN, item: task, gone: is }, meta);
    default:
      return command('task.done', { visitor: ANN, task, done: is }, meta);
  }
}

/** Without the numbers that only the server gives. */
const timeless = (card: ContactCard): unknown => ({ ...card, notes: card.notes.map((note) => ({ ...note, seq: 0 })) });

describe('the card of a contact', () => {
  test('CARD4 a score is a whole number from 0 to 999, or none', () => {
    const taken = (score: unknown): boolean => v.is(contactRate.payload, { visitor: ANN, score });
    expect([0, 7, 999, null].map(taken)).toEqual([true, true, true, true]);
    expect([-1, 1_000, 0.5, Number.NaN, '7', undefined].filter(taken)).toEqual([]);
  });

  test('CARD2 DOC6 its document says what its entries say, whatever they are', () => {
    fc.assert(
      fc.property(contactHistory(40), (history) => {
        const state = emptyState();
        let fold = EMPTY_CARD;
        for (const entry of history) {
          writeInto(state, writesOf(entry, null));
          fold = cardAfter(fold, entry);
        }
        const doc = new Y.Doc();
        Y.applyUpdate(doc, stateToBytes(state));
        expect(readCard(doc)).toEqual(fold);
      }),
      { numRuns: 150 },
    );
  });

  test('CARD2 CMD11 a device without a line shows it as the server will have it, to the word', () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 30 }), fc.array(write, { maxLength: 30 }), (before, offline) => {
        const server = new CardServer();
        before.forEach((each, n) => void server.submit(STAFF[each[0]] ?? ANNA, commandFor(each, n)));
        const given = offline.map((each, n) => commandFor(each, before.length + n));
        for (const actor of [ANNA, OLGA]) {
          const viewer = { actor, now: NOON, person };
          const predicted = overlayCard(server.card, ANN, given, viewer);
          if (actor === OLGA) expect(predicted).toEqual(server.card);
          else {
            for (const each of given) server.submit(actor, each);
            expect(timeless(server.card)).toEqual(timeless(predicted));
            expect(server.card).toEqual(server.fold);
            // The update comes before the answer: what waits still is laid over what it did already.
            expect(overlayCard(server.card, ANN, given, viewer)).toEqual(server.card);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('CARD2 POL2 a command of a card belongs to its contact, and lies over no other card', () => {
    const tag = command('contact.tag', { visitor: ANN, tag: 'VIP', on: true });
    expect(documentOf(tag, ANNA)).toBe(contactDocument(ANN));
    expect(ownerOf(tag, null, VISITOR)).toBe(ANN);
    const viewer = { actor: ANNA, now: NOON, person };
    expect(overlayCard(EMPTY_CARD, visitorIdOf('B'), [tag], viewer)).toBe(EMPTY_CARD);
    expect(overlayCard(EMPTY_CARD, ANN, [tag], viewer).tags).toEqual(['VIP']);
  });

  test('CARD8 a visitor is known by any of name, e-mail, phone and address, and by nothing else', () => {
    expect([{}, { name: '' }].map(isKnown)).toEqual([false, false]);
    for (const field of ['name', 'email', 'phone', 'address']) expect(isKnown({ [field]: 'x' })).toBe(true);
  });
});
