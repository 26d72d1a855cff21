import { resolve } from 'node:path';
import * as v from 'valibot';
import {
  hidesPassword,
  MAIL_SECURITIES,
  mailServerSchema,
  USUAL_PORTS,
  type MailServer,
} from '#schema/mail/mail-server.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { DieAt } from './fault-points.ts';

/**
 * The settings of one server process, read once at the start. The only file that looks at the environment.
 */
export interface Settings {
  /** 0 lets the system choose one. */
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Where people reach us, without a slash at its end; null: whatever name they came by. */
  readonly publicUrl: string | null;
  /** Who becomes the first owner without the set-up link. */
  readonly owner: { readonly email: string; readonly password: string } | null;
  readonly logLevel: LogLevel;
  /** The caller's address is the last one in `X-Forwarded-For`. True only behind a proxy that writes it. */
  readonly trustProxy: boolean;
  /** Sign-in is limited per account and per address. Off only for tests. */
  readonly limitSignIn: boolean;
  /** How often one visitor may give commands is limited (WIRE6). Off only for the bench, where a socket plays many visitors. */
  readonly limitVisitors: boolean;
  /** The point of the street at which the process kills itself (fault-points.ts). Only for tests of what survives it. */
  readonly dieAt: DieAt | null;
  /** A push may go to this machine itself. On only for tests (notify/endpoint.ts). */
  readonly pushToLoopback: boolean;
  /** The bearer token that `/metrics` asks for; null: it is open. */
  readonly metricsToken: string | null;
  /** How letters leave; null: as an admin sets it in the app. */
  readonly mail: { readonly server: MailServer; readonly password: string } | null;
}

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const onOff = v.pipe(
  v.picklist(['on', 'off', 'true', 'false', '1', '0']),
  v.transform((text) => text === 'on' || text === 'true' || text === '1'),
);

const httpOrigin = v.pipe(
  v.string(),
  v.url(),
  v.check((text) => {
    const url = new URL(text);
    return (url.protocol === 'http:' || url.protocol === 'https:') && `${url.origin}/` === url.href;
  }),
  v.transform((text) => new URL(text).origin),
);

const diesAt = v.pipe(
  v.string(),
  v.regex(/^[a-z][\w.-]*:[1-9]\d{0,5}$/i),
  v.transform((text): DieAt => {
    const [point = '', time] = text.split(':');
    return { point, time: Number(time) };
  }),
);

const variables = {
  PORT: v.optional(v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535)), '8080'),
  // Reachable from the phones of the same network, because that is where operators try it first.
  HOST: v.optional(v.pipe(v.string(), v.regex(/^[\w.:-]{1,255}$/)), '0.0.0.0'),
  DATA_DIR: v.optional(v.string(), './data'),
  PUBLIC_URL: v.optional(httpOrigin),
  HOLDLINE_OWNER_EMAIL: v.optional(v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(254), v.email())),
  HOLDLINE_OWNER_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(10), v.maxLength(200))),
  LOG_LEVEL: v.optional(v.picklist(LOG_LEVELS), 'info'),
  TRUST_PROXY: v.optional(onOff, 'off'),
  SIGN_IN_LIMIT: v.optional(onOff, 'on'),
  VISITOR_LIMIT: v.optional(onOff, 'on'),
  DIE_AT: v.optional(diesAt),
  PUSH_TO_LOOPBACK: v.optional(onOff, 'off'),
  METRICS_TOKEN: v.optional(v.pipe(v.string(), v.regex(/^[\x21-\x7e]{16,200}$/))),
  SMTP_HOST: v.optional(mailServerSchema.entries.host),
  SMTP_PORT: v.optional(v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), mailServerSchema.entries.port)),
  SMTP_SECURITY: v.optional(v.picklist(MAIL_SECURITIES), 'starttls'),
  SMTP_USER: v.optional(mailServerSchema.entries.user, ''),
  SMTP_PASSWORD: v.optional(v.pipe(v.string(), v.maxLength(1_000)), ''),
  MAIL_FROM: v.optional(mailServerSchema.entries.from),
  MAIL_NAME: v.optional(mailServerSchema.entries.name, ''),
};
type Variable = keyof typeof variables;

const ALLOWED: { readonly [Name in Variable]: string } = {
  PORT: 'a whole number from 0 to 65535',
  HOST: 'the name or address of a network interface, such as 0.0.0.0 or 127.0.0.1',
  DATA_DIR: 'the path of a folder',
  PUBLIC_URL: 'an address such as https://chat.example.com, without a path',
  HOLDLINE_OWNER_EMAIL: 'an e-mail address',
  HOLDLINE_OWNER_PASSWORD: '10 to 200 characters',
  LOG_LEVEL: LOG_LEVELS.join(', '),
  TRUST_PROXY: 'on or off',
  SIGN_IN_LIMIT: 'on or off',
  VISITOR_LIMIT: 'on or off',
  DIE_AT: 'a point of fault-points.ts and a count, such as commit.unsynced:3',
  PUSH_TO_LOOPBACK: 'on or off',
  METRICS_TOKEN: '16 to 200 letters, digits and signs without blanks',
  SMTP_HOST: 'the name or address of a mail server',
  SMTP_PORT: 'a whole number from 1 to 65535',
  SMTP_SECURITY: MAIL_SECURITIES.join(', '),
  SMTP_USER: 'up to 254 characters',
  SMTP_PASSWORD: 'up to 1000 characters',
  MAIL_FROM: 'an e-mail address',
  MAIL_NAME: 'up to 120 characters',
};

/** Their values are never printed. */
const SECRET: readonly Variable[] = ['HOLDLINE_OWNER_PASSWORD', 'METRICS_TOKEN', 'SMTP_PASSWORD'];

type Environment = { readonly [name: string]: string | undefined };

/**
 * The settings, or the one line that says which variable is wrong, how, and what is allowed. An empty variable counts as
 * one that is not there.
 */
export function readSettings(environment: Environment = process.env): Result<Settings, string> {
  const read: Environment = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = v.safeParse(v.object(variables), read);
  if (!parsed.success) {
    const name = parsed.issues[0].path?.[0].key as Variable;
    const value = SECRET.includes(name) ? 'not allowed' : JSON.stringify(read[name]);
    return fail(`${name} is ${value}; allowed: ${ALLOWED[name]}.`);
  }
  const { HOLDLINE_OWNER_EMAIL: email, HOLDLINE_OWNER_PASSWORD: password, ...settings } = parsed.output;
  if ((email === undefined) !== (password === undefined)) {
    const missing: Variable = email === undefined ? 'HOLDLINE_OWNER_EMAIL' : 'HOLDLINE_OWNER_PASSWORD';
    return fail(`${missing} is not set, but its twin is; allowed: both or neither.`);
  }
  const mail = mailOf(settings);
  if (mail === 'half') {
    const missing: Variable = settings.SMTP_HOST === undefined ? 'SMTP_HOST' : 'MAIL_FROM';
    return fail(`${missing} is not set, but its twin is; allowed: both or neither.`);
  }
  if (mail !== null && mail.password !== '' && !hidesPassword(mail.server))
    return fail('SMTP_SECURITY is "none"; allowed with a password: tls, starttls.');
  return ok({
    port: settings.PORT,
    host: settings.HOST,
    dataDir: resolve(settings.DATA_DIR),
    publicUrl: settings.PUBLIC_URL ?? null,
    owner: email === undefined || password === undefined ? null : { email, password },
    logLevel: settings.LOG_LEVEL,
    trustProxy: settings.TRUST_PROXY,
    limitSignIn: settings.SIGN_IN_LIMIT,
    limitVisitors: settings.VISITOR_LIMIT,
    dieAt: settings.DIE_AT ?? null,
    pushToLoopback: settings.PUSH_TO_LOOPBACK,
    metricsToken: settings.METRICS_TOKEN ?? null,
    mail,
  });
}

type OfMail = Pick<
  v.InferOutput<v.ObjectSchema<typeof variables, undefined>>,
  'SMTP_HOST' | 'SMTP_PORT' | 'SMTP_SECURITY' | 'SMTP_USER' | 'SMTP_PASSWORD' | 'MAIL_FROM' | 'MAIL_NAME'
>;

function mailOf(given: OfMail): Settings['mail'] | 'half' {
  const { SMTP_HOST: host, MAIL_FROM: from, SMTP_SECURITY: security } = given;
  if (host === undefined && from === undefined) return null;
  if (host === undefined || from === undefined) return 'half';
  const port = given.SMTP_PORT ?? USUAL_PORTS[security];
  const server = { host, port, security, user: given.SMTP_USER, from, name: given.MAIL_NAME };
  return { server, password: given.SMTP_PASSWORD };
}
