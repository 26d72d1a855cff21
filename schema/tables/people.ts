import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { OperatorId } from '../ids.ts';
import type { StaffRole } from '../words.ts';

/**
 * The people of the workspace and how they sign in. The properties are named as better-auth asks for them (a test compares
 * them with its own list), the tables and columns as ours are.
 */

const time = (name: string) => integer(name, { mode: 'timestamp_ms' });
const flag = (name: string) => integer(name, { mode: 'boolean' });

const person = (name = 'person') =>
  text(name)
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' });

export const people = sqliteTable('people', {
  id: text('id').$type<OperatorId>().primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: flag('email_verified').notNull(),
  image: text('image'),
  role: text('role').$type<StaffRole>().notNull(),
  twoFactorEnabled: flag('two_factor_enabled'),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
});

export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: person(),
    token: text('token').notNull().unique(),
    expiresAt: time('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [index('sessions_person').on(table.userId)],
);

/** A way to sign in: for now, each person's password hash. */
export const credentials = sqliteTable(
  'credentials',
  {
    id: text('id').primaryKey(),
    userId: person(),
    accountId: text('account').notNull(),
    providerId: text('provider').notNull(),
    password: text('password'),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: time('access_token_expires_at'),
    refreshTokenExpiresAt: time('refresh_token_expires_at'),
    scope: text('scope'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [index('credentials_person').on(table.userId)],
);

/** Short-lived values, such as a sign-in that waits for its second step. */
export const verifications = sqliteTable(
  'verifications',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: time('expires_at').notNull(),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [index('verifications_identifier').on(table.identifier)],
);

/** The secret of a person's code app, encrypted with the secret of this installation. */
export const secondFactors = sqliteTable(
  'second_factors',
  {
    id: text('id').primaryKey(),
    userId: person(),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: flag('verified'),
    failedVerificationCount: integer('failed_verification_count'),
    lockedUntil: time('locked_until'),
  },
  (table) => [index('second_factors_person').on(table.userId)],
);

/** Single values of the installation; made by the first migration. */
export const settings = sqliteTable('settings', { key: text('key').primaryKey(), value: text('value').notNull() });
