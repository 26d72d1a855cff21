import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchIn } from './match.ts';
import { parseQuery, QUERY_LENGTH } from './query.ts';
import { snippetOf } from './snippet.ts';

const hitsOf = (text: string, query: string): readonly string[] | null =>
  matchIn(text, parseQuery(query))?.ranges.map(({ start, end }) => text.slice(start, end)) ?? null;

describe('HIST2 what is asked for and what is found', () => {
  test.each([
    // Russian: other forms, ё or not, й.
    ['Когда приедет мой заказ?', 'заказы', ['заказ']],
    ['Курьер не доставил посылку', 'посылка', ['посылку']],
    ['Стоимость доставкой курьером', 'доставка', ['доставкой']],
    ['Всё ещё ждём', 'все еще ждем', ['Всё', 'ещё', 'ждём']],
    ['Мы работали вчера', 'работает', ['работали']],
    ['Красивый чайник', 'красивая чайники', ['Красивый', 'чайник']],
    // Polish: diacritics or none, cases.
    ['Gdzie jest moja przesyłka?', 'przesylki', ['przesyłka']],
    ['Zamówienie z Łodzi', 'zamowienia łodz', ['Zamówienie', 'Łodzi']],
    ['Nie zapłaciłem za dostawę', 'zapłacić dostawa', ['zapłaciłem', 'dostawę']],
    // English.
    ['Your deliveries arrived', 'delivery', ['deliveries']],
    // As one types.
    ['Teapot in moss green', 'teap', ['Teapot']],
    ['mail maria@example.com please', 'maria@exam', ['maria', 'example']],
    // Phrases stand side by side and just so.
    ['the red tea pot', '"red tea"', ['red', 'tea']],
    ['the tea, red', '"red tea"', null],
    ['the red teapot', '"red tea"', null],
    ['the red teapot', '"red tea', ['red', 'teapot']],
    ['北京市很大', '京市', ['京', '市']],
    ['市京', '京市', null],
    // Neither another word with the same beginning as the stem, nor half of what was asked.
    ['Центральный вход', 'цена', null],
    ['Только чайник', 'чайник кружка', null],
    // Too short to guess from.
    ['Теперь я тут', 'я', ['я']],
    ['Ясно', 'я', null],
    ['anything', '   …', null],
    ['anything', '', null],
    // Letters of formulas and characters that stand for several.
    ['Sale: 𝐓𝐞𝐚𝐩𝐨𝐭𝐬 today', 'teapots', ['𝐓𝐞𝐚𝐩𝐨𝐭𝐬']],
    ['この ヿ です', 'コト', ['ヿ']],
  ])('%s ← %s', (text, query, hits) => {
    expect(hitsOf(text, query)).toEqual(hits);
  });

  test('what is there as typed fits better than another form, and that better than a mere beginning', () => {
    const score = (text: string): number => matchIn(text, parseQuery('заказ'))?.score ?? 0;
    expect([score('заказ'), score('заказом'), score('заказчик')]).toEqual([3, 2, 1]);
  });

  test('anything can be asked, and every word finds itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const { terms } = parseQuery(text);
        const match = matchIn(text, parseQuery(text.replaceAll(/["“”„«»‟]/g, ' ')));
        if (terms.length > 0 && terms.length < 8) expect(match).not.toBeNull();
      }),
    );
  });

  test('a question has an end', () => {
    expect(parseQuery('слово '.repeat(100)).terms.length).toBeLessThanOrEqual(8);
    expect(parseQuery('a'.repeat(QUERY_LENGTH + 50)).terms[0]?.words[0]?.length).toBeLessThanOrEqual(QUERY_LENGTH);
  });
});

describe('HIST3 a snippet', () => {
  const snippet = (text: string, query: string): string =>
    snippetOf(text, matchIn(text, parseQuery(query))?.ranges ?? [])
      .map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
      .join('');

  test('shows the words around the first hit in one line, every hit marked', () => {
    const long = `${'before '.repeat(40)}the\nteapot and a second teapot ${'after '.repeat(60)}`;
    const shown = snippet(long, 'teapot');
    expect(shown).toMatch(/^…before .*the \[teapot\] and a second \[teapot\] after .*…$/);
    expect(shown.length).toBeLessThan(200);
  });

  test('cuts neither a character in two nor a short text', () => {
    expect(snippet('teapot', 'teapot')).toBe('[teapot]');
    expect(snippet(`${'😀'.repeat(200)} teapot`, 'teapot')).toMatch(/^…😀+ \[teapot\]$/u);
    expect(snippet(`teapot${'😀'.repeat(200)}`, 'teapot').isWellFormed()).toBe(true);
    expect(snippetOf('x'.repeat(500), [])).toHaveLength(2);
  });

  test('gives back the text between its ellipses, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ maxLength: 8 }), (text, query) => {
        const tokens = snippetOf(text, matchIn(text, parseQuery(query))?.ranges ?? []);
        const line = tokens.map((token) => token.text).join('');
        expect(line.isWellFormed()).toBe(text.isWellFormed());
        expect(text.replaceAll(/\s+/g, ' ')).toContain(line.replace(/^…/, '').replace(/…$/, '').trim());
      }),
    );
  });
});
