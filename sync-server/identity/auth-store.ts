import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { credentials, people, secondFactors, sessions, verifications } from '#schema/tables/people.ts';
import type { Drizzle } from '../people/drizzle-store.ts';

/** Where better-auth keeps what it knows: our tables under the names it asks for. */
export const authStore = (drizzle: Drizzle) =>
  drizzleAdapter(drizzle, {
    provider: 'sqlite',
    schema: {
      user: people,
      session: sessions,
      account: credentials,
      verification: verifications,
      twoFactor: secondFactors,
    },
    // The connection is shared and synchronous: a transaction held over an await would swallow the writes of others.
    transaction: false,
  });
