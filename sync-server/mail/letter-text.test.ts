import { expect, test } from 'vitest';
import { inBothForms, writeAnswer, writeTranscript } from './letter-text.ts';

const TO = {
  reader: { fields: { name: 'Maria' }, language: 'pl', zone: 'Europe/Warsaw' },
  site: 'Fern & Clay',
  replyTo: null,
  openUrl: 'https://chat.example/letter#ticket',
  stopUrl: 'https://chat.example/stop#ticket',
};

test('MAIL3 what a letter looks like stands with each of its parts, and a dark device has another one over that', () => {
  const line = { by: 'operator', name: 'محمد', text: 'Tak <b>!', isFile: false, at: 0 } as const;
  const { html } = writeTranscript([line as never], TO);
  const [sheet = '', body = ''] = html.split('</head>');
  expect(sheet).toContain('<meta name="color-scheme" content="light dark">');
  const inTheDark = [...sheet.matchAll(/\.(\w+)\{[^}]*!important/g)].map(([, name]) => name);
  const named = [...body.matchAll(/class="(\w+)"/g)].map(([, name]) => name);
  expect(new Set(named)).toEqual(new Set(inTheDark));
  // Whole without the sheet.
  expect(body.replaceAll(/ class="\w+"/g, '')).not.toContain('class');
  for (const [part] of body.matchAll(/<(?:body|a|div)\b[^>]*>/g)) expect(part).toContain(' style="');
  // A name that runs the other way takes no date along.
  expect(body).toContain('<bdi>محمد</bdi> · 1 sty 1970, 01:00');
  expect(body).toContain('Tak &lt;b&gt;!');
});

test('MAIL3 a code can be read in both forms', () => {
  const { text, html } = inBothForms('Code', 'en', ['Here:', { code: '41826300' }]);
  expect(text).toBe('Here:\n\n> 41826300');
  expect(html).toMatch(/<p style="[^"]+">41826300<\/p>/);
});

const ANSWER = { seq: 1, at: 0, by: 'operator', name: 'Anna', text: 'How can I help?', isFile: false } as const;

test.each([
  ['Ann', 'Hello Ann,'],
  ['Maria José O’Hara-Núñez', 'Hello Maria José O’Hara-Núñez,'],
  ['Ян Б.', 'Hello Ян Б.,'],
  ['Your parcel is held, pay 2 EUR at http://evil.example/p', 'Hello,'],
  ['Pay at evil.example', 'Hello,'],
  ['You won a big prize', 'Hello,'],
  ['Call 600 100 200', 'Hello,'],
  ['Ann <b>', 'Hello,'],
  ['A'.repeat(41), 'Hello,'],
])(
  'MAIL4 a visitor who calls itself %s is greeted with %s: the shop mails nobody’s words to a third person',
  (name, greeting) => {
    const reader = { fields: { name }, language: 'en', zone: undefined };
    expect(writeAnswer([ANSWER], { ...TO, reader }).text.split('\n')[0]).toBe(greeting);
  },
);

test('MAIL3 a letter holds the last of what was said, in whole lines, and says where the beginning stands', () => {
  const many = Array.from({ length: 40 }, (_, seq) => ({ ...ANSWER, seq, text: `${seq} ${'ż'.repeat(2_000)}` }));
  for (const write of [writeAnswer, writeTranscript]) {
    const { text, html } = write(many, TO);
    for (const form of [text, html]) {
      expect(form).toContain('Wiadomość jest długa: początek został tu pominięty, jest w czacie.');
      expect(Buffer.byteLength(form)).toBeLessThan(80 * 1024);
    }
    const told = [...text.matchAll(/^> (\d+) ż{2000}$/gm)].map(([, seq]) => Number(seq));
    expect(told.length).toBeGreaterThan(12);
    expect(told).toEqual(many.slice(-told.length).map(({ seq }) => seq));
    expect(text.match(/ż{1000}/g)?.length).toBe(2 * told.length);

    const few = write(many.slice(-2), TO).text;
    expect(few).not.toContain('pominięty');
    expect(few.match(/^> \d+ ż/gm)).toHaveLength(2);
    const [huge] = [{ ...ANSWER, text: 'x'.repeat(100_000) }];
    expect(write([...many, huge], TO).text).toContain(`> ${huge.text}`);
  }
});
