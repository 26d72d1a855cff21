import { expect, test } from 'vitest';
import { LAUNCHER_TEXTS, type Language } from './languages.ts';
import { loadTexts } from './load-texts.ts';

test.each([
  ['en', 1, 'Chat with us, 1 unread message'],
  ['en', 2, 'Chat with us, 2 unread messages'],
  ['ru', 1, 'Написать нам, 1 непрочитанное сообщение'],
  ['ru', 3, 'Написать нам, 3 непрочитанных сообщения'],
  ['ru', 11, 'Написать нам, 11 непрочитанных сообщений'],
  ['ru', 21, 'Написать нам, 21 непрочитанное сообщение'],
  ['pl', 1, 'Napisz do nas, 1 nieprzeczytana wiadomość'],
  ['pl', 4, 'Napisz do nas, 4 nieprzeczytane wiadomości'],
  ['pl', 12, 'Napisz do nas, 12 nieprzeczytanych wiadomości'],
] as const)('APP5 plural forms are those of the language: %s %i', async (language, count, words) => {
  const texts = await loadTexts(language);
  expect(texts.unread(count)).toBe(words);
  // The launcher keeps its name in front, whatever waits.
  expect(words.startsWith(LAUNCHER_TEXTS[language].open)).toBe(true);
});

test('APP5 no text is empty, in any language', async () => {
  const languages = Object.keys(LAUNCHER_TEXTS) as Language[];
  expect(languages).toEqual(['en', 'ru', 'pl']);
  for (const language of languages) {
    const words = Object.values(await loadTexts(language)).flatMap((text: unknown) =>
      typeof text === 'string'
        ? [text]
        : typeof text === 'object'
          ? Object.values(text as Record<string, unknown>)
          : [],
    );
    expect(words.length).toBeGreaterThan(40);
    expect(words.filter((word) => word === '')).toEqual([]);
  }
});
