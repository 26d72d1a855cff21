import { and, eq, gt } from 'drizzle-orm';
import { sessions, settings } from '#schema/tables/people.ts';
import { pushSubscriptions } from '#schema/tables/push-tables.ts';
import type { Drizzle } from '../people/drizzle-store.ts';
import { makeVapidKeys, type VapidKeys } from './vapid.ts';

export type StoredSubscription = typeof pushSubscriptions.$inferSelect;

/** Who is to be reached where. */
export interface PushStore {
  /** Those whose session is alive; all others go with theirs. */
  readonly all: (now: number) => readonly StoredSubscription[];
  readonly put: (subscription: StoredSubscription) => void;
  readonly remove: (endpoint: string) => void;
  /** Of this installation, made by its first start. */
  readonly vapidKeys: () => VapidKeys;
}

const VAPID = 'vapid';

export function createPushStore(drizzle: Drizzle): PushStore {
  return {
    all: (now) =>
      drizzle
        .select()
        .from(pushSubscriptions)
        .innerJoin(sessions, and(eq(sessions.id, pushSubscriptions.session), gt(sessions.expiresAt, new Date(now))))
        .orderBy(pushSubscriptions.madeAt, pushSubscriptions.endpoint)
        .all()
        .map((row) => row.push_subscriptions),
    put: (subscription) =>
      void drizzle
        .insert(pushSubscriptions)
        .values(subscription)
        .onConflictDoUpdate({ target: pushSubscriptions.endpoint, set: subscription })
        .run(),
    remove: (endpoint) => void drizzle.delete(pushSubscriptions).where(eq(pushSubscriptions.endpoint, endpoint)).run(),
    vapidKeys: () => {
      const known = drizzle.select().from(settings).where(eq(settings.key, VAPID)).get();
      if (known !== undefined) return JSON.parse(known.value) as VapidKeys;
      const keys = makeVapidKeys();
      drizzle
        .insert(settings)
        .values({ key: VAPID, value: JSON.stringify(keys) })
        .run();
      return keys;
    },
  };
}
