import { createTransport } from 'nodemailer';
import type { HopFailure, MailHop } from '#schema/http/mail.ts';
import type { MailServer } from '#schema/mail/mail-server.ts';
import { tellsNobodyThere } from '#schema/mail/nobody-there.ts';

/** The mail server with all that one needs to use it. */
export interface MailAccount {
  readonly server: MailServer;
  /** Empty: none. Never logged. */
  readonly password: string;
  /** Where the links of letters lead, without a slash at the end. */
  readonly address: string;
}

/** A letter as it leaves. */
export interface Letter {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where an answer by mail goes, to a person; absent: to the sender, which nobody reads. */
  readonly replyTo?: string;
  /** The letters of the same thread before this one, the oldest first. */
  readonly references: readonly string[];
  /** Ends them with one press in the mail program (RFC 8058); absent where there is nothing to end. */
  readonly stopUrl?: string;
}

export type Sent =
  | { readonly kind: 'sent'; readonly said: string }
  /** For good, of this one letter. `isOfAddress`: nobody can be written to there. */
  | ({ readonly kind: 'refused'; readonly isOfAddress: boolean } & HopFailure)
  /** Not now: the server is not there, is not well, or does not take us. */
  | ({ readonly kind: 'later' } & HopFailure);

/** The port to the mail server. Never rejects. */
export type SendMail = (account: MailAccount, letter: Letter, signal?: AbortSignal) => Promise<Sent>;

/** How long a mail server is waited for, ms. */
export interface Patience {
  /** Until there is a line, and again until it greets. */
  readonly connects: number;
  /** Between two signs of life. */
  readonly answers: number;
  /** For one letter in all: a server that says a byte now and then is never silent. */
  readonly all: number;
}

const PATIENCE: Patience = { connects: 10_000, answers: 30_000, all: 120_000 };
const DETAIL = 300;

/**
 * One connection a letter: they are few, and a connection that is kept dies unseen. Nothing is logged in there, files and addresses in a
 * letter are never fetched, and a certificate that is not in order is a failure.
 */
export const createSendMail =
  ({ connects, answers, all }: Patience = PATIENCE): SendMail =>
  async ({ server, password }, letter, signal) => {
    const transport = createTransport({
      host: server.host.replace(/^\[|\]$/g, ''),
      port: server.port,
      secure: server.security === 'tls',
      requireTLS: server.security === 'starttls',
      ignoreTLS: server.security === 'none',
      ...(server.user !== '' && { auth: { user: server.user, pass: password } }),
      connectionTimeout: connects,
      greetingTimeout: connects,
      socketTimeout: answers,
      dnsTimeout: connects,
      logger: false,
      disableFileAccess: true,
      disableUrlAccess: true,
      allowInternalNetworkInterfaces: true,
    });
    const { stopUrl, references, replyTo } = letter;
    const late = AbortSignal.timeout(all);
    try {
      const { response } = await transport.sendMail({
        messageId: letter.messageId,
        from: { name: server.name, address: server.from },
        to: { name: '', address: letter.to },
        envelope: { from: server.from, to: [letter.to] },
        ...(replyTo !== undefined && { replyTo: { name: '', address: replyTo } }),
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        ...(references.length > 0 && { inReplyTo: references.at(-1), references: [...references] }),
        headers: {
          // No machine answers this one, and none files it as written by a person.
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          ...(stopUrl !== undefined && {
            'List-Unsubscribe': `<${stopUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
        },
        signal: signal === undefined ? late : AbortSignal.any([signal, late]),
      });
      return { kind: 'sent', said: clean(response) };
    } catch (error) {
      return failureOf(error as Failure);
    } finally {
      transport.close();
    }
  };

/** With the patience of every day. */
export const sendMail = createSendMail();

interface Failure {
  readonly code?: string;
  /** Of Node, beneath. */
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly message?: string;
}

function failureOf(error: Failure): Sent {
  const hop = hopOf(error);
  const detail = clean(error.response ?? error.message ?? 'it failed');
  // What is said of us (sender, sign-in) an admin can put right; what is said of a reader or of the words stays so.
  const isOfLetter = hop === 'recipient' || hop === 'taken';
  const isForGood = isOfLetter && (error.responseCode ?? 0) >= 500 && error.responseCode !== 503;
  return isForGood
    ? { kind: 'refused', hop, detail, isOfAddress: hop === 'recipient' && tellsNobodyThere(detail) }
    : { kind: 'later', hop, detail };
}

/** What goes wrong between reaching a server and trusting it. */
const OF_TLS = /^(?:ERR_SSL|ERR_TLS|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|HOSTNAME|EPROTO$)/;

function hopOf({ code = '', command = '', originalCode = '' }: Failure): MailHop {
  if (code === 'EDNS') return 'found';
  if (code === 'ETLS' || command === 'STARTTLS' || OF_TLS.test(originalCode) || OF_TLS.test(code)) return 'protected';
  if (code === 'EAUTH' || code === 'ENOAUTH' || command.startsWith('AUTH')) return 'signed-in';
  if (command === 'MAIL FROM') return 'sender';
  if (command === 'RCPT TO') return 'recipient';
  if (command === 'DATA') return 'taken';
  return 'reached';
}

/** One line for people: what a mail server says is from outside. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, DETAIL);

/** Of this letter alone, in the domain of whoever sends it. */
export const messageIdOf = (id: string, from: string): string =>
  `<${id}@${from.slice(from.lastIndexOf('@') + 1).toLowerCase()}>`;
