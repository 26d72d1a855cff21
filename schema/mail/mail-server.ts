import * as v from 'valibot';
import { atMost } from '../at-most.ts';
import { isEmail } from '../is-email.ts';

/**
 * How the line to the mail server is protected: from the first byte on (usually port 465), or by STARTTLS, without which nothing is
 * said (587); or not at all, for one on this machine or in this network.
 */
export const MAIL_SECURITIES = ['tls', 'starttls', 'none'] as const;
export type MailSecurity = (typeof MAIL_SECURITIES)[number];

export const USUAL_PORTS: { readonly [S in MailSecurity]: number } = { tls: 465, starttls: 587, none: 25 };

/** An address to which one letter goes, and no header: no sign that has a meaning there, and no blank. */
export const isMailbox = (text: string): boolean =>
  text.length <= 254 && isEmail(text) && /^[^\p{Cc}\p{Cf}\s"(),:;<>[\\\]]+$/u.test(text);

const line = (limit: number) =>
  v.pipe(
    v.string(),
    v.transform((text) =>
      text
        .toWellFormed()
        .normalize('NFC')
        .replaceAll(/\p{Cc}+/gu, ' ')
        .trim(),
    ),
    atMost(limit),
  );

const fields = {
  /** A name or an address of the network. */
  host: v.pipe(
    v.string(),
    v.trim(),
    v.toLowerCase(),
    v.maxLength(253),
    v.regex(/^(?:[a-z0-9_.-]+|\[?[0-9a-f:.]+\]?)$/),
  ),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  security: v.picklist(MAIL_SECURITIES),
  /** Empty: the server asks for none. */
  user: line(254),
  from: v.pipe(v.string(), v.trim(), v.check(isMailbox, 'an e-mail address is needed')),
  /** Beside the address. */
  name: line(120),
};

export const mailServerSchema = /*#__PURE__*/ v.object(fields);
/** The server that takes our letters, without its password. */
export type MailServer = Readonly<v.InferOutput<typeof mailServerSchema>>;

/** Only on this machine itself nobody reads along where the line is not protected. */
const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/.test(host);

/** A password is never said on a line that anybody may read. */
export const hidesPassword = ({ security, host }: Pick<MailServer, 'security' | 'host'>): boolean =>
  security !== 'none' || isLoopback(host);

/** Whom the password is for: where one of these changes, it is asked for anew, or whoever changes it would be told it. */
export const isSameAccount = (one: MailServer, other: MailServer): boolean =>
  one.host === other.host && one.port === other.port && one.security === other.security && one.user === other.user;
