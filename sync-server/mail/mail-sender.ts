import { createTransport } from 'nodemailer';
import type { HopFailure, MailHop } from '#schema/http/mail.ts';
import type { MailServer } from '#schema/mail/mail-server.ts';

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
  /** Shown beside our address instead of the workspace's own name. */
  readonly fromName?: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The letters of the same thread before this one, the oldest first. */
  readonly references: readonly string[];
  /** Ends them with one press in the mail program (RFC 8058); absent where there is nothing to end. */
  readonly stopUrl?: string;
}

export type Sent =
  | { readonly kind: 'sent'; readonly said: string }
  /** For good, of this one letter. */
  | ({ readonly kind: 'refused' } & HopFailure)
  /** Not now: the server is not there, is not well, or does not take us. */
  | ({ readonly kind: 'later' } & HopFailure);

/** The port to the mail server. Never rejects. */
export type SendMail = (account: MailAccount, letter: Letter, signal?: AbortSignal) => Promise<Sent>;

const CONNECTS_WITHIN = 10_000;
const ANSWERS_WITHIN = 30_000;
const DETAIL = 300;

/**
 * One connection a letter: they are few, and a connection that is kept dies unseen. Nothing is logged in there, files and addresses in a
 * letter are never fetched, and a certificate that is not in order is a failure.
 */
export const sendMail: SendMail = async ({ server, password }, letter, signal) => {
  const transport = createTransport({
    host: server.host.replace(/^\[|\]$/g, ''),
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.user !== '' && { auth: { user: server.user, pass: password } }),
    connectionTimeout: CONNECTS_WITHIN,
    greetingTimeout: CONNECTS_WITHIN,
    socketTimeout: ANSWERS_WITHIN,
    dnsTimeout: CONNECTS_WITHIN,
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
    allowInternalNetworkInterfaces: true,
  });
  const { stopUrl, references } = letter;
  try {
    const { response } = await transport.sendMail({
      messageId: letter.messageId,
      from: { name: letter.fromName ?? server.name, address: server.from },
      to: { name: '', address: letter.to },
      envelope: { from: server.from, to: [letter.to] },
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
      ...(signal !== undefined && { signal }),
    });
    return { kind: 'sent', said: clean(response) };
  } catch (error) {
    return failureOf(error as Failure);
  } finally {
    transport.close();
  }
};

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
  return { kind: isForGood ? 'refused' : 'later', hop, detail };
}

/** What goes wrong between reaching a server and trusting it. */
const OF_TLS = /^(?:ERR_SSL|ERR_TLS|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|HOSTNAME|EPROTO)/;

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
