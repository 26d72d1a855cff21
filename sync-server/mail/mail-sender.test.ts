import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MailServer } from '#schema/mail/mail-server.ts';
import { startMailServer, type MailServerProcess } from '../../tests/support/mail-server.ts';
import { sendMail, type Letter, type MailAccount } from './mail-sender.ts';

let server: MailServerProcess;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server.close());

const LETTER: Letter = {
  messageId: '<one@shop.example>',
  to: 'ann@example.com',
  subject: 'Вам ответили: Łucja',
  text: 'Первая строка\n.\nзa ней точка',
  html: '<p>Первая строка</p>',
  references: [],
};
const account = (change: Partial<MailServer> = {}, password = ''): MailAccount => ({
  server: {
    host: '127.0.0.1',
    port: server.port,
    security: 'none',
    user: '',
    from: 'chat@shop.example',
    name: 'Łódź',
    ...change,
  },
  password,
  address: 'https://chat.example.com',
});

test('MAIL3 a letter arrives word for word, as text and as HTML, with what keeps threads together and ends them', async () => {
  const letter = { ...LETTER, references: ['<a@x>', '<b@x>'], stopUrl: 'https://chat.example.com/stop?t=1' };
  expect(await sendMail(account(), letter)).toEqual({ kind: 'sent', said: '250 Queued as 1' });
  const [got] = server.letters;
  expect([got?.from, got?.to, got?.text, got?.html]).toEqual([
    'chat@shop.example',
    ['ann@example.com'],
    LETTER.text,
    LETTER.html,
  ]);
  const headers = ['subject', 'message-id', 'in-reply-to', 'references', 'list-unsubscribe', 'list-unsubscribe-post'];
  expect(headers.map((name) => got?.header(name))).toEqual([
    'Вам ответили: Łucja',
    '<one@shop.example>',
    '<b@x>',
    '<a@x> <b@x>',
    '<https://chat.example.com/stop?t=1>',
    'List-Unsubscribe=One-Click',
  ]);
  expect(got?.header('from')).toBe('Łódź <chat@shop.example>');
  expect(got?.header('auto-submitted')).toBe('auto-generated');
});

test('MAIL3 no line of a name or a subject becomes a header of its own', async () => {
  const before = server.letters.length;
  await sendMail(account({ name: 'Shop\r\nBcc: all@example.com' }), {
    ...LETTER,
    subject: 'One\r\nBcc: two@example.com',
  });
  expect(server.letters[before]?.header('bcc')).toBe('');
  expect(server.letters[before]?.to).toEqual(['ann@example.com']);
});

test.each([
  ['refused recipient 550 Nobody here', { code: 550, words: 'Nobody here' }],
  ['later recipient 450 Greylisted', { code: 450, words: 'Greylisted' }],
] as const)(
  'MAIL5 what is said of a recipient for good ends it, and what is said for now does not: %s',
  async (expected, answer) => {
    server.refuse = () => answer;
    const sent = await sendMail(account(), LETTER);
    server.refuse = () => null;
    expect(sent.kind === 'sent' ? '' : `${sent.kind} ${sent.hop} ${sent.detail}`).toBe(
      expected.replace(/(\d{3})/, '$1'),
    );
  },
);

test('MAIL2 each hop that can fail is told by its name, with what was said there, and never ends the letter', async () => {
  const wantsPassword = await startMailServer({ password: 'right' });
  const hopOf = async (change: Partial<MailServer>, password = ''): Promise<string> => {
    const sent = await sendMail(account(change, password), LETTER);
    return `${sent.kind} ${'hop' in sent ? sent.hop : ''}`;
  };
  const nobody = createServer();
  await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve));
  const { port: silent } = nobody.address() as AddressInfo;
  await new Promise<void>((resolve) => nobody.close(() => resolve()));

  expect(await hopOf({ host: 'nowhere.invalid' })).toBe('later found');
  expect(await hopOf({ port: silent })).toBe('later reached');
  expect(await hopOf({ security: 'tls' })).toBe('later protected');
  expect(await hopOf({ security: 'starttls' })).toBe('later protected');
  expect(await hopOf({ port: wantsPassword.port, user: 'shop' }, 'wrong')).toBe('later signed-in');
  expect(await hopOf({ port: wantsPassword.port, user: 'shop' }, 'right')).toBe('sent ');
  expect(wantsPassword.signIns).toEqual([
    ['shop', 'wrong'],
    ['shop', 'right'],
  ]);
  await wantsPassword.close();
});
