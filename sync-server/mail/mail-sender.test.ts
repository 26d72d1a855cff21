import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MailServer } from '#schema/mail/mail-server.ts';
import { startMailServer, type MailServerProcess } from '../../tests/support/mail-server.ts';
import { createSendMail, sendMail, type Letter, type MailAccount } from './mail-sender.ts';

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

test.each([
  [550, 'No such mailbox', true],
  [550, '5.1.1 User unknown', true],
  [551, '5.2.1 Mailbox disabled', true],
  [552, '5.2.2 Mailbox full', false],
  [550, '5.7.1 Relaying denied', false],
  [554, '5.7.1 Listed as a source of spam', false],
])(
  'MAIL5 what says that nobody is at an address is told apart from what is said of us: %i %s',
  async (code, words, is) => {
    server.refuse = () => ({ code, words });
    const sent = await sendMail(account(), LETTER);
    server.refuse = () => null;
    expect(sent).toMatchObject({ kind: 'refused', hop: 'recipient', isOfAddress: is });
  },
);

/** A mail server that says what it is told to at each line, and nothing else. */
async function hostile(answer: (line: string, socket: Socket) => void, greets: string | null = '220 here\r\n') {
  const sockets = new Set<Socket>();
  const listening = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (greets !== null) socket.write(greets);
    let isData = false;
    socket.on('data', (chunk) => {
      for (const line of chunk.toString('utf8').split('\r\n')) {
        if (line === '' || (isData && line !== '.')) continue;
        isData = line === 'DATA';
        answer(line, socket);
      }
    });
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  return {
    port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => listening.close(() => resolve()));
    },
  };
}

const polite = (line: string, socket: Socket): void =>
  void socket.write(line === 'DATA' ? '354 go on\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 yes\r\n');
const unless =
  (begin: string, instead: (socket: Socket) => void) =>
  (line: string, socket: Socket): void =>
    line.startsWith(begin) ? instead(socket) : polite(line, socket);

test.each([
  ['it never greets', 'later reached', hostile(polite, null)],
  ['it greets with 421', 'later reached 421', hostile(polite, '421 too busy\r\n')],
  ['it goes away at once', 'later reached', hostile(unless('EHLO', (socket) => void socket.destroy()))],
  ['it is silent after EHLO', 'later reached', hostile(unless('EHLO', () => undefined))],
  [
    'it does not like the sender now',
    'later sender 451',
    hostile(unless('MAIL', (to) => void to.write('451 wait\r\n'))),
  ],
  [
    'it lists its readers grey',
    'later recipient 450',
    hostile(unless('RCPT', (to) => void to.write('450 4.7.1 later\r\n'))),
  ],
  ['421 in the middle', 'later recipient 421', hostile(unless('RCPT', (to) => void to.end('421 closing\r\n')))],
  ['it stalls before the words', 'later reached', hostile(unless('DATA', () => undefined))],
  ['it stalls after the words', 'later reached', hostile(unless('.', () => undefined))],
  ['it breaks the line before its yes', 'later reached', hostile(unless('.', (socket) => void socket.destroy()))],
  [
    'it does not like the words now',
    'later taken 451',
    hostile(unless('.', (to) => void to.write('451 local error\r\n'))),
  ],
  ['it does not like the words', 'refused taken 554', hostile(unless('.', (to) => void to.write('554 5.6.0 no\r\n')))],
])(
  'MAIL5 a mail server that is slow or rude is waited for so long and no longer: %s',
  async (_what, expected, made) => {
    const rude = await made;
    const sent = await createSendMail({ connects: 300, answers: 300, all: 5_000 })(
      account({ port: rude.port }),
      LETTER,
    );
    await rude.close();
    expect(sent.kind === 'sent' ? 'sent' : `${sent.kind} ${sent.hop} ${sent.detail}`).toMatch(
      new RegExp(`^${expected}`),
    );
    expect(sent).not.toMatchObject({ isOfAddress: true });
  },
);

test('MAIL5 a mail server that says a little now and then, and never the end of it, is left after a while all the same', async () => {
  let drips: NodeJS.Timeout | undefined;
  const rude = await hostile(
    unless('EHLO', (socket) => {
      drips = setInterval(() => socket.write('250-more\r\n'), 5);
    }),
  );
  const sent = await createSendMail({ connects: 1_000, answers: 1_000, all: 80 })(account({ port: rude.port }), LETTER);
  clearInterval(drips);
  await rude.close();
  expect(sent.kind).toBe('later');
});
