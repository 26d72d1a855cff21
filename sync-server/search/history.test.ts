import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HistoryPage } from '#schema/http/history.ts';
import { matchIn } from '#schema/search/match.ts';
import { parseQuery } from '#schema/search/query.ts';
import { prepareForgetting } from './forget.ts';
import { BOOK_BEGINS, conversationNamed, openHistoryBook, operatorNamed, visitorOf } from '../testing/history-book.ts';

const anna = operatorNamed('Anna');
const boris = operatorNamed('Boris');
const DAY = 86_400_000;

let book: ReturnType<typeof openHistoryBook>;
beforeEach(() => {
  book = openHistoryBook();
});
afterEach(() => book.close());

const found = ({ conversations }: HistoryPage): readonly string[] => conversations.map(({ id }) => id);
const named = (...names: readonly string[]): readonly string[] => names.map(conversationNamed);
const snippets = ({ conversations }: HistoryPage): readonly string[] =>
  conversations.flatMap((one) =>
    one.found.map(({ snippet }) => snippet.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('')),
  );

describe('HIST1 what was said is found', () => {
  test('with who said it, when, where, and what is known of its conversation', () => {
    book.start('first', 'shop');
    book.ask('first', 'Where is my teapot?');
    book.entry('first', anna, { kind: 'taken' });
    book.say('first', anna, 'Your teapot is on its way');
    book.note('first', boris, 'lost the teapot again');
    book.contact('first', { name: 'Maria' });
    book.entry('first', anna, { kind: 'closed' });
    book.ask('second', 'I have a cup');
    const page = book.find({ words: 'teapot' });
    expect(page).toMatchObject({ next: null, lookedTo: null, ofVisitors: [], sites: ['shop'] });
    expect(page.conversations).toHaveLength(1);
    const [conversation] = page.conversations;
    expect(conversation).toMatchObject({
      id: conversationNamed('first'),
      visitor: visitorOf('first').id,
      name: 'Maria',
      site: 'shop',
      state: 'closed',
      assignee: anna,
      lastText: 'Your teapot is on its way',
      messages: 2,
      hits: 3,
    });
    expect(conversation?.found).toEqual([
      expect.objectContaining({ kind: 'note', seq: 1, by: boris }),
      expect.objectContaining({ kind: 'message', seq: 4, by: anna }),
      expect.objectContaining({ kind: 'message', seq: 2, by: { ...visitorOf('first'), name: 'Maria' } }),
    ]);
    expect(snippets(page)).toEqual(['lost the [teapot] again', 'Your [teapot] is on its way', 'Where is my [teapot]?']);
  });

  test('CARD7 of one visitor, however many others have written since, with words and without', () => {
    book.start('old', 'shop');
    book.ask('old', 'Where is my teapot?');
    for (let other = 0; other < 300; other += 1) book.ask(`other ${other}`, 'Where is my teapot?');
    const visitor = visitorOf('old').id;
    expect(found(book.find({ visitor }))).toEqual(named('old'));
    expect(found(book.find({ visitor, words: 'teapot' }))).toEqual(named('old'));
    expect(found(book.find({ visitor, words: 'teapot', sort: 'relevance' }))).toEqual(named('old'));
    expect(found(book.find({ visitor, state: 'closed' }))).toEqual([]);
    expect(found(book.find({ visitor: visitorOf('nobody').id }))).toEqual([]);
  });

  test('what was not counted to the end says so', () => {
    for (let line = 0; line < 501; line += 1) book.ask('long', `teapot ${String(line)}`);
    book.ask('short', 'one teapot');
    expect(book.find({ words: 'teapot' }).conversations).toMatchObject([
      { id: conversationNamed('short'), hits: 1, hasMoreHits: false },
      { id: conversationNamed('long'), hits: 500, hasMoreHits: true },
    ]);
  });

  test('an edit takes the place of what was said, and what was taken back is not found', () => {
    const first = book.ask('first', 'a red teapot');
    const second = book.ask('first', 'a green bowl');
    expect(found(book.find({ words: 'red' }))).toEqual(named('first'));
    book.entry('first', visitorOf('first'), { kind: 'edited', message: first, text: 'a blue teapot', rev: 1 });
    book.entry('first', visitorOf('first'), { kind: 'unsent', message: second, rev: 1 });
    expect(found(book.find({ words: 'red' }))).toEqual([]);
    expect(found(book.find({ words: 'green' }))).toEqual([]);
    const page = book.find({ words: 'blue' });
    expect(page.conversations).toMatchObject([{ messages: 1, hits: 1, found: [{ seq: 2 }] }]);
    book.entry('first', visitorOf('first'), { kind: 'unsent', message: first, rev: 2 });
    expect(found(book.find({ words: 'blue' }))).toEqual([]);
  });

  test('KEEP1 a damaged entry keeps nothing behind it from being found', () => {
    book.ask('first', 'a red teapot');
    book.ask('second', 'a blue teapot');
    book.connection.exec(`UPDATE entries SET effect = '{"kind":"sa' WHERE effect LIKE '%red%'`);
    expect(found(book.find({ words: 'teapot' }))).toEqual(named('second'));
  });

  test('its entries are not needed any more once they were taken in', () => {
    book.ask('first', 'Wo ist mein Paket?');
    book.entry('first', anna, { kind: 'closed' });
    book.find({});
    book.connection.exec('DELETE FROM entries');
    expect(snippets(book.find({ words: 'paket' }))).toEqual(['Wo ist mein [Paket]?']);
    expect(found(book.find({ state: 'closed' }))).toEqual(named('first'));
  });

  test('by other forms, with and without marks, in quotes side by side', () => {
    book.ask('russian', 'Ещё ждём доставку заказа');
    book.ask('polish', 'Zamówienie przyszło z Łodzi');
    for (const words of ['доставка', 'заказ еще', '"ждем доставку"', 'дост'])
      expect(found(book.find({ words })), words).toEqual(named('russian'));
    for (const words of ['zamowienia lodz', 'Łódź', '"przyszlo z"'])
      expect(found(book.find({ words })), words).toEqual(named('polish'));
    expect(found(book.find({ words: '"доставку ждем"' }))).toEqual([]);
  });

  test('a visitor is found by name, e-mail and phone, as it is called now', () => {
    book.ask('first', 'hello');
    book.contact('first', { name: 'Zofia Nowak', email: 'zofia@example.com' });
    book.contact('first', { name: 'Zofia Kowalska', phone: '600 700 800' });
    const ofVisitors = (words: string): readonly string[] => book.find({ words }).ofVisitors.map(({ id }) => id);
    for (const words of ['Zofii', 'kowalska', 'zofia@example.com', '600 700'])
      expect(ofVisitors(words), words).toEqual(named('first'));
    expect(ofVisitors('Nowak')).toEqual([]);
    expect(book.find({ words: 'kowalska', state: 'closed' }).ofVisitors).toEqual([]);
  });
});

describe('HIST4 order, filters and pages', () => {
  test('the newest first, the oldest first, or what fits best; each conversation once', () => {
    book.ask('old', 'teapot teapot');
    book.ask('middle', 'teapots');
    book.ask('new', 'a teapotlike thing');
    book.ask('old', 'no more words');
    expect(found(book.find({ words: 'teapot' }))).toEqual(named('new', 'middle', 'old'));
    expect(found(book.find({ words: 'teapot', sort: 'oldest' }))).toEqual(named('old', 'middle', 'new'));
    expect(found(book.find({ words: 'teapot', sort: 'relevance' }))).toEqual(named('old', 'middle', 'new'));
    expect(found(book.find({}))).toEqual(named('old', 'new', 'middle'));
    expect(found(book.find({ sort: 'oldest' }))).toEqual(named('middle', 'new', 'old'));
  });

  test('by operator, site, state and time, with words and without', () => {
    book.start('a', 'shop');
    book.ask('a', 'teapot');
    book.entry('a', anna, { kind: 'taken' });
    book.entry('a', anna, { kind: 'handed-over', to: boris });
    book.entry('a', boris, { kind: 'closed' });
    book.pass(10 * DAY);
    book.ask('b', 'teapot');
    for (const words of ['', 'teapot']) {
      expect(found(book.find({ words, operator: anna.id })), words).toEqual(named('a'));
      expect(found(book.find({ words, operator: boris.id })), words).toEqual(named('a'));
      expect(found(book.find({ words, operator: operatorNamed('Nobody').id })), words).toEqual([]);
      expect(found(book.find({ words, site: 'shop' })), words).toEqual(named('b', 'a'));
      expect(found(book.find({ words, site: 'other' })), words).toEqual([]);
      expect(found(book.find({ words, state: 'closed' })), words).toEqual(named('a'));
      expect(found(book.find({ words, state: 'waiting' })), words).toEqual(named('b'));
      expect(found(book.find({ words, from: BOOK_BEGINS + 5 * DAY })), words).toEqual(named('b'));
      expect(found(book.find({ words, before: BOOK_BEGINS + 5 * DAY })), words).toEqual(named('a'));
      expect(found(book.find({ words, from: book.now(), before: book.now() })), words).toEqual([]);
      expect(found(book.find({ words, from: book.now(), before: book.now() + 1 })), words).toEqual(named('b'));
    }
  });

  test('INVITE6 by how it began, which each tells', () => {
    const invited = { by: 'site', id: 'help-1', name: 'The shop', text: `May I help? ${'word '.repeat(100)}` } as const;
    book.start('a', 'shop', invited);
    book.start('b', 'shop', { by: 'operator', id: anna.id, name: 'Anna', text: 'May I?' });
    for (const name of ['a', 'b', 'c']) book.ask(name, 'teapot');
    for (const words of ['', 'teapot']) {
      for (const sort of ['newest', 'relevance'] as const) {
        expect(found(book.find({ words, sort, began: 'site' })), words).toEqual(named('a'));
        expect(found(book.find({ words, sort, began: 'operator' })), words).toEqual(named('b'));
        expect(found(book.find({ words, sort, began: 'visitor' })), words).toEqual(named('c'));
      }
      const [told] = book.find({ words, began: 'site' }).conversations;
      expect(told?.invited).toMatchObject({ by: 'site', name: 'The shop' });
      expect(told?.invited?.text).toMatch(/^May I help\? (word ){1,30}/);
      expect(told?.invited?.text.length).toBeLessThanOrEqual(140);
      expect(book.find({ words, began: 'visitor' }).conversations[0]).not.toHaveProperty('invited');
    }
  });

  const walk = (request: Parameters<typeof book.find>[0]): readonly string[] => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = book.find({ ...request, ...(after !== undefined && { after }) });
      seen.push(...found(page));
      after = page.next ?? undefined;
    } while (after !== undefined && seen.length < 100);
    return seen;
  };

  test.each(['newest', 'oldest', 'relevance'] as const)('pages of %s have everything once', (sort) => {
    const names = Array.from({ length: 23 }, (_, index) => `n${index}`);
    for (let round = 0; round < 3; round += 1) for (const name of names) book.ask(name, `teapot ${round}`);
    for (const words of ['teapot', '']) {
      const seen = walk({ words, sort, limit: 5 });
      expect([...seen].sort()).toEqual([...named(...names)].sort());
      if (sort === 'oldest') expect(seen).toEqual(named(...names));
      if (sort === 'newest') expect(seen).toEqual(named(...names.toReversed()));
    }
  });

  test('what is said between two pages moves nothing', () => {
    const names = ['a', 'b', 'c', 'd'];
    for (const name of names) book.ask(name, 'teapot');
    const first = book.find({ words: 'teapot', limit: 2 });
    book.ask('a', 'teapot again');
    const second = book.find({ words: 'teapot', limit: 2, after: first.next ?? '' });
    expect([...found(first), ...found(second)]).toEqual(named('d', 'c', 'b', 'a'));
  });

  test('a rare filter over a common word ends each page after so much work, and every page goes on', () => {
    book.ask('rare', 'teapot');
    book.entry('rare', anna, { kind: 'closed' });
    book.find({});
    const insert = book.connection.prepare('INSERT INTO searchable VALUES (?, ?, 1, ?, 0, NULL, ?)');
    const words = book.connection.prepare('INSERT INTO searchable_words (rowid, text) VALUES (?, ?)');
    book.ask('common', 'teapot');
    book.find({});
    const { key } = book.connection.prepare<{ key: number }>('SELECT max(key) AS key FROM documents').one() ?? {
      key: 0,
    };
    book.connection.exec('BEGIN');
    for (let id = 1_000; id < 13_000; id += 1) {
      insert.run(id, key, book.now(), 'teapot');
      words.run(id, 'teapot');
    }
    book.connection.exec('COMMIT');
    const first = book.find({ words: 'teapot', state: 'closed' });
    expect(first.conversations).toEqual([]);
    expect(first.lookedTo).toBe(book.now());
    expect(walk({ words: 'teapot', state: 'closed' })).toEqual(named('rare'));
  });
});

describe('HIST5 what is forgotten', () => {
  const bytesWith = (word: string): number =>
    book.connection
      .prepare<{ n: number }>(
        `SELECT (SELECT count(*) FROM searchable_words_data WHERE instr(block, cast('${word}' AS BLOB)) > 0)
              + (SELECT count(*) FROM contact_words_data WHERE instr(block, cast('${word}' AS BLOB)) > 0) AS n`,
      )
      .one()?.n ?? -1;

  test('is not found, is in no row, and its words are in no byte of the index; the rest stays', () => {
    book.ask('gone', 'my zqxsecret is here');
    book.note('gone', anna, 'zqxsecret noted');
    book.say('gone', anna, 'teapot');
    book.contact('gone', { name: 'Zqxname' });
    for (let index = 0; index < 200; index += 1) book.ask(`c${index % 7}`, `teapot number ${index}`);
    book.find({});
    expect(bytesWith('zqxsecret')).toBeGreaterThan(0);
    expect(bytesWith('zqxname')).toBeGreaterThan(0);
    const forgetting = prepareForgetting(book.connection);
    forgetting.conversation(book.keyOf('gone'));
    forgetting.contact(book.contactKeyOf('gone'));
    expect(book.find({ words: 'zqxsecret' }).conversations).toEqual([]);
    expect(book.find({ words: 'zqxname' }).ofVisitors).toEqual([]);
    expect(found(book.find({ words: 'teapot' }))).toHaveLength(7);
    expect(book.find({ words: '"number 0"' }).conversations[0]?.hits).toBe(1);
    expect([bytesWith('zqxsecret'), bytesWith('zqxname')]).toEqual([0, 0]);
    const rows = book.connection.prepare("SELECT id FROM searchable WHERE text LIKE '%zqx%'").all();
    expect([...rows, ...book.connection.prepare('SELECT person FROM participants').all()]).toEqual([]);
  });
});

describe('HIST2 anything can be asked', () => {
  test('no question is an error, and all that it finds fits', () => {
    for (const [index, text] of [
      'a "quoted" word',
      'AND OR NOT NEAR(x)',
      'col:umn ^ * -',
      'łódź ёж',
      '100% (sure)',
    ].entries())
      book.ask(`c${index}`, text);
    const piece = fc.constantFrom(
      '"',
      '*',
      ' ',
      '(',
      ')',
      '-',
      ':',
      '^',
      'AND',
      'OR',
      'NOT',
      'NEAR',
      "'",
      ';',
      '\\',
      'ё',
      '\0',
      '😀',
    );
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(piece, { maxLength: 12 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(words, fc.constantFrom('newest', 'oldest', 'relevance'), (asked, sort) => {
        const { conversations } = book.find({ words: asked, sort });
        const query = parseQuery(asked);
        if (query.terms.length === 0) return;
        for (const { found: hits } of conversations)
          for (const { snippet } of hits)
            expect(matchIn(snippet.map(({ text }) => text).join(''), query)).not.toBeNull();
      }),
    );
  });
});
