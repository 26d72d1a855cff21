import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A letter as it came, with what mail programs read of it. */
export interface ReceivedLetter {
  readonly from: string;
  readonly to: readonly string[];
  /** Of the whole, as it was sent. */
  readonly raw: string;
  /** By its name in small letters, unfolded and decoded; empty when it is not there. */
  readonly header: (name: string) => string;
  readonly text: string;
  readonly html: string;
}

type Answer = (address: string) => { readonly code: number; readonly words: string } | null;

/** A real mail server on this machine, which keeps what it takes. Tests only. */
export interface MailServerProcess {
  readonly port: number;
  readonly letters: readonly ReceivedLetter[];
  /** Who signed in, with which password. */
  readonly signIns: readonly (readonly [user: string, password: string])[];
  /** What is answered to a recipient; null: yes. */
  refuse: Answer;
  /** Called when a letter has come whole, before it is taken: what it answers is waited for. */
  taking: (letter: ReceivedLetter) => Promise<void> | void;
  /** Settles when so many letters have come. */
  readonly came: (letters: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startMailServer(
  options: SMTPServerOptions & { readonly listenOn?: number; readonly password?: string } = {},
): Promise<MailServerProcess> {
  const { listenOn = 0, password, ...given } = options;
  const letters: ReceivedLetter[] = [];
  const signIns: (readonly [string, string])[] = [];
  let waiting: { readonly letters: number; readonly resolve: () => void }[] = [];
  const told: Pick<MailServerProcess, 'refuse' | 'taking'> = {
    refuse: () => null,
    taking: () => undefined,
  };
  const server = new SMTPServer({
    authOptional: password === undefined,
    disabledCommands: given.secure || given.key ? [] : ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 10,
    onAuth: ({ username, password: typed }, _session, answer) => {
      signIns.push([username ?? '', typed ?? '']);
      if (typed === password) answer(null, { user: username ?? '' });
      else answer(new Error('Invalid login'));
    },
    onRcptTo: ({ address }, _session, answer) => {
      const refused = told.refuse(address);
      answer(refused === null ? null : Object.assign(new Error(refused.words), { responseCode: refused.code }));
    },
    onData: (stream, { envelope }, answer) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : (envelope.mailFrom?.address ?? '');
        const to = envelope.rcptTo.map(({ address }) => address);
        const letter = readLetter(Buffer.concat(chunks).toString('utf8'), from, to);
        void Promise.resolve(told.taking(letter)).then(() => {
          letters.push(letter);
          answer(null, `Queued as ${letters.length}`);
          for (const one of waiting) if (letters.length >= one.letters) one.resolve();
          waiting = waiting.filter((one) => one.letters > letters.length);
        });
      });
    },
    ...given,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(listenOn, '127.0.0.1', resolve));
  const bound = server.server.address();
  return Object.assign(told, {
    port: typeof bound === 'object' && bound !== null ? bound.port : 0,
    letters,
    signIns,
    came: (count: number) =>
      letters.length >= count
        ? Promise.resolve()
        : new Promise<void>((resolve) => void waiting.push({ letters: count, resolve })),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}

function readLetter(raw: string, from: string, to: readonly string[]): ReceivedLetter {
  const whole = partOf(raw);
  const boundary = /boundary="([^"]+)"/.exec(whole.headers.get('content-type') ?? '')?.[1];
  const parts = boundary === undefined ? [whole] : whole.body.split(`--${boundary}`).slice(1, -1).map(partOf);
  const bodyOf = (type: string): string => {
    const part = parts.find(({ headers }) => headers.get('content-type')?.startsWith(type));
    return part === undefined ? '' : decoded(part);
  };
  return {
    ...{ from, to, raw },
    header: (name) => words(whole.headers.get(name.toLowerCase()) ?? ''),
    text: bodyOf('text/plain'),
    html: bodyOf('text/html'),
  };
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

function partOf(given: string): Part {
  const raw = given.replace(/^\r\n/, '');
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { headers, body: raw.slice(end + 4) };
}

function decoded({ headers, body }: Part): string {
  const encoding = headers.get('content-transfer-encoding') ?? '7bit';
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? quotedPrintable(body.replaceAll('=\r\n', ''))
        : Buffer.from(body);
  return bytes.toString('utf8').replaceAll('\r\n', '\n').trimEnd();
}

const quotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/g, (_sign, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** RFC 2047: `=?UTF-8?B?…?=`. */
const words = (header: string): string =>
  header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/((?:=\?utf-8\?[bq]\?[^?]*\?=)+)/gi, (run) =>
      Buffer.concat(
        [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, kind = '', text = '']) =>
          kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quotedPrintable(text.replaceAll('_', ' ')),
        ),
      ).toString('utf8'),
    );
