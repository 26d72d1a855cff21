import { describe, expect, test } from 'vitest';
import {
  ADA,
  ANNA,
  BORIS,
  command,
  CONVERSATION,
  idOf,
  NOON,
  OLGA,
  person,
  said,
  talk,
  VISITOR,
  visitorIdOf,
} from '../commands/decide.fixtures.ts';
import { authorOf, type Actor } from '../words.ts';
import type { ConversationId, OperatorId } from '../ids.ts';
import { overlay, overlayContact, overlayNotes, waitingIn, type Viewer } from './overlay.ts';

const NOW = NOON + 5000;
const at = (actor: Actor): Viewer => ({ actor, now: NOW, person });
const meta = (n: number) => ({ id: idOf(n), writtenAt: NOW });
const send = (n: number, text: string, more: object = {}) =>
  command('message.send', { text, lastSeen: 2, ...more }, meta(n));

const waiting = talk([VISITOR, said('Hello')]);
const annas = talk([VISITOR, said('Hello')], [ANNA, { kind: 'taken' }]);

describe('waiting commands over a replica', () => {
  test('CMD11 an operator without a network takes, answers and closes, and sees it so', () => {
    const view = overlay(
      waiting,
      [command('conversation.take', {}, meta(10)), send(11, 'Hi '), command('conversation.close', {}, meta(12))],
      at(ANNA),
    );
    expect(view?.head).toMatchObject({ state: 'closed', assignee: authorOf(ANNA) });
    expect(view?.messages.slice(2)).toEqual([
      { seq: 3, at: NOW, id: idOf(10), by: authorOf(ANNA), kind: 'taken' },
      { seq: 4, at: NOW, id: idOf(11), by: authorOf(ANNA), kind: 'text', text: 'Hi' },
      { seq: 5, at: NOW, id: idOf(12), by: authorOf(ANNA), kind: 'closed' },
    ]);
  });

  test('CMD11 a visitor sees a new conversation before the server knows of it', () => {
    const view = overlay(
      null,
      [command('conversation.start', { site: 'shop' }, meta(10)), send(11, 'Hello')],
      at(VISITOR),
    );
    expect(view?.head).toEqual({ state: 'waiting', assignee: null, visitor: visitorIdOf('A'), site: 'shop' });
    expect(view?.messages.map(({ kind }) => kind)).toEqual(['started', 'text']);
  });

  test('CMD11 an edit and an unsending show at once, of waiting words too', () => {
    const view = overlay(
      annas,
      [
        command('message.edit', { message: idOf(2), text: 'Hello!' }, meta(10)),
        send(11, 'Oops'),
        command('message.unsend', { message: idOf(11) }, meta(12)),
      ],
      at(VISITOR),
    );
    expect(view?.edits.get(idOf(2))).toMatchObject({ text: 'Hello!', rev: 1 });
    expect(view?.edits.get(idOf(11))).toMatchObject({ gone: true });
  });

  test.each([
    ['held', { offline: true, lastSeen: 0 }, BORIS, 'Mine'],
    ['refused', {}, BORIS, 'Mine'],
    ['refused by the table', {}, OLGA, 'Mine'],
    ['refused as empty', {}, ANNA, ' '],
  ] as const)('CMD12 words show although they will be %s', (_name, more, actor, text) => {
    const view = overlay(annas, [send(10, text, more)], at(actor));
    expect(view?.messages.at(-1)).toMatchObject({ id: idOf(10), kind: 'text', text });
    expect(view?.head).toEqual(annas?.head);
  });

  test('CMD11 anything else that will be refused does nothing', () => {
    const commands = [
      command('conversation.take', {}, meta(10)),
      command('conversation.close', {}, meta(11)),
      command('message.unsend', { message: idOf(2) }, meta(12)),
      command('conversation.hand-over', { to: ADA.id as OperatorId }, meta(13)),
    ];
    expect(overlay(annas, commands, at(BORIS))).toEqual(annas);
  });

  test('CMD1 what the replica has already is not shown twice while its answer is under way', () => {
    const both = talk([VISITOR, said('Hello')], [VISITOR, said('Again')]);
    expect(overlay(both, [send(3, 'Again')], at(VISITOR))).toEqual(both);
    expect(
      overlayNotes(
        [{ seq: 1, id: idOf(9), at: 1, by: authorOf(ANNA), text: 'x' }],
        [command('note.add', { text: 'x' }, meta(9))],
        at(ANNA),
      ),
    ).toHaveLength(1);
  });

  test('CMD12 words wait for the start of their conversation, whatever the order', () => {
    const start = command('conversation.start', { site: 'shop' }, meta(11));
    expect(overlay(null, [send(10, 'Hello'), start], at(VISITOR))?.messages.map(({ id }) => id)).toEqual([
      idOf(11),
      idOf(10),
    ]);
    expect(overlay(null, [send(10, 'Hello')], at(VISITOR))).toBe(null);
  });

  test('CMD11 nothing waiting leaves the conversation as it is', () => {
    expect(overlay(annas, [], at(ANNA))).toBe(annas);
  });

  test('CMD11 only the commands of a conversation are laid over it, its notes included', () => {
    const other = idOf(0xc1) as string as ConversationId;
    const elsewhere = { ...send(11, 'x'), payload: { conversation: other, text: 'x', lastSeen: 0 } } as ReturnType<
      typeof send
    >;
    const note = command('note.add', { text: 'n' }, meta(12));
    expect(
      waitingIn(CONVERSATION, [send(10, 'y'), elsewhere, note, command('contact.update', { name: 'Ola' }, meta(13))]),
    ).toEqual([send(10, 'y'), note]);
  });

  test('CMD12 a waiting note shows behind the others, with the next number', () => {
    const notes = [{ seq: 4, id: idOf(9), at: 1, by: authorOf(ANNA), text: 'first' }];
    const added = overlayNotes(notes, [command('note.add', { text: 'second ' }, meta(10))], at(BORIS));
    expect(added).toEqual([...notes, { seq: 5, id: idOf(10), at: NOW, by: authorOf(BORIS), text: 'second' }]);
  });

  test('CMD11 a card takes over what waits, forgets what is emptied, and leaves other cards alone', () => {
    const mine = visitorIdOf('A');
    const updates = [
      command('contact.update', { visitor: mine, name: 'Ola', phone: '' }, meta(10)),
      command('contact.update', { visitor: visitorIdOf('B'), email: 'b@example.org' }, meta(11)),
      send(12, 'x'),
    ];
    expect(overlayContact({ phone: '+48 22', email: 'a@example.org' }, mine, updates, ANNA)).toEqual({
      name: 'Ola',
      email: 'a@example.org',
    });
    const own = [command('contact.update', { name: 'Ola' }, meta(10))];
    expect(overlayContact({}, mine, own, VISITOR)).toEqual({ name: 'Ola' });
  });
});
