import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { INVITATION_LENGTHS } from '#schema/site/parts/invitations.ts';
import { publicSiteOf, siteSettingsFrom, type SiteSettings } from '#schema/site/site-settings.ts';
import { toldBefore } from './widget-loader.ts';

const LOOK = {
  ...{ accent: '#0a7d55', scheme: 'auto', side: 'start', size: 60, aside: 24, above: 24, radius: 12, layer: 0 },
  avatar: 'aB3_-aB3_-aB3_-x',
};
const TEXTS = {
  title: { en: 'The Tea House', ru: 'Чайный дом', pl: 'Herbaciarnia' },
  greeting: { en: 'Ask us about tea', ru: 'Спросите нас о чае', pl: 'Zapytaj nas o herbatę' },
  more: {
    en: 'We answer from nine to six, mostly within a few minutes. At night your words wait for us.',
    ru: 'Отвечаем с девяти до шести, обычно за несколько минут. Ночью ваши слова нас дождутся.',
    pl: 'Odpowiadamy od dziewiątej do osiemnastej, zwykle w kilka minut. W nocy wiadomość poczeka.',
  },
};
const invited = (id: string, page: string, words: object) => ({
  ...{ id, name: id, on: true, every: 'day', words },
  rules: {
    match: 'all',
    conditions: [
      { kind: 'page', is: page },
      { kind: 'seconds', least: 40 },
    ],
  },
});
const BUSY = {
  form: {
    ...{ name: 'optional', email: 'required', phone: 'off', departments: [], needsDepartment: false, place: true },
    questions: [
      {
        ask: { en: 'Number of your order', ru: 'Номер вашего заказа', pl: 'Numer zamówienia' },
        need: 'optional',
      },
    ],
    intro: {
      en: 'So that we can answer when you have left.',
      ru: 'Чтобы мы могли ответить, когда вы уйдёте.',
      pl: 'Abyśmy mogli odpowiedzieć, gdy Cię już nie będzie.',
    },
  },
  consent: {
    needed: true,
    link: 'https://tea.example/privacy',
    words: {
      en: 'To answer you we keep what you write and how to reach you.',
      ru: 'Чтобы ответить, мы храним то, что вы пишете, и ваш адрес.',
      pl: 'Aby odpowiedzieć, przechowujemy to, co piszesz, i Twój adres.',
    },
  },
  invitations: {
    from: 'Anna',
    list: [
      invited('cart', '/cart*', {
        en: 'Is something missing in your cart? We can help.',
        ru: 'Чего-то не хватает в корзине? Поможем.',
        pl: 'Czegoś brakuje w koszyku? Pomożemy.',
      }),
      invited('mugs', '/mugs/*', {
        en: 'Which size do you need? We have the measures at hand.',
        ru: 'Какой размер вам нужен? Размеры у нас под рукой.',
        pl: 'Jakiego rozmiaru potrzebujesz? Mamy wymiary pod ręką.',
      }),
      invited('back', '/returns', {
        en: 'Sending something back? Tell us the number of the order.',
        ru: 'Возвращаете покупку? Назовите номер заказа.',
        pl: 'Zwracasz zakup? Podaj numer zamówienia.',
      }),
    ],
  },
};

/** What of these settings the visitors of each page fetch beyond the loader, gzipped; all of it must have been taken as it stands. */
function bytesOf(settings: object): number {
  const read = siteSettingsFrom(settings);
  for (const [part, value] of Object.entries(settings)) expect(read[part as keyof SiteSettings]).toEqual(value);
  return gzipSync(toldBefore(publicSiteOf('tea', read))).length;
}

/** Words of this length that repeat themselves no more than a language does. */
function wordsOf(length: number, letters: string, seed: number): string {
  let [state, text] = [seed, ''];
  while (text.length < length) {
    state = (state * 48_271) % 2_147_483_647;
    text += state % 6 === 0 ? ' ' : (letters[state % letters.length] ?? '');
  }
  return text.slice(0, length).trim().padEnd(length, 'x');
}

describe('WID7 what a site says in its own words', () => {
  test('nothing, where nothing is changed', () => {
    expect(toldBefore(publicSiteOf('tea', siteSettingsFrom(null)))).toBe('import.meta.site={"id":"tea"};\n');
  });

  test('its look and its words in three languages are at most 640 bytes', () => {
    expect(bytesOf({ look: LOOK, texts: TEXTS })).toBeLessThanOrEqual(640);
  });

  test('a form, the question of consent and three invitations besides are at most 1.5 KB in all', () => {
    expect(bytesOf({ look: LOOK, texts: TEXTS, ...BUSY })).toBeLessThanOrEqual(1_536);
  });

  test('each invitation, as long as may be in three languages, is at most 1 KB', () => {
    const list = Array.from({ length: 20 }, (_, n) =>
      invited(`inv-${n}`, `/shelf-${n}/*`, {
        en: wordsOf(INVITATION_LENGTHS.words, 'etaoinshrdlcum', n + 1),
        ru: wordsOf(INVITATION_LENGTHS.words, 'оеаинтсрвлкмдп', n + 101),
        pl: wordsOf(INVITATION_LENGTHS.words, 'aioezrnwstcykd', n + 201),
      }),
    );
    const bytes = (many: number) => bytesOf({ invitations: { from: 'Anna', list: list.slice(0, many) } });
    expect(bytes(1)).toBeLessThanOrEqual(1_024);
    expect(bytes(20)).toBeLessThanOrEqual(20 * 1_024);
    // The words are as dense as that: a bound that nothing comes near would hold nothing.
    expect(bytes(20)).toBeGreaterThan(20 * 512);
  });
});
