import { join } from 'node:path';
import type { Settings } from '../env.ts';
import { createMailKey } from '../mail/mail-key.ts';
import { createMailSettings } from '../mail/mail-settings.ts';
import { createMailStore, type MailStore } from '../mail/mail-store.ts';
import { drizzleOver } from '../people/drizzle-store.ts';
import { openAsItIs, type Connection } from '../store/database.ts';
import type { Standing } from './doctor/standing.ts';

const NOTHING: MailStore = {
  read: () => null,
  write: () => undefined,
  counts: () => ({ waiting: 0, sent: 0, failed: 0 }),
};
const DAY = 86_400_000;

/** How mail stands, for a command beside a server, which alone knows what its last try met. */
export function readMail({ dataDir, publicUrl, mail: given }: Settings, now: number): Standing['mail'] {
  const standing = (store: MailStore): Standing['mail'] => ({
    ...createMailSettings({ store, key: createMailKey(dataDir), given, publicUrl }).told(),
    ...store.counts(now - DAY),
    failure: null,
  });
  let connection: Connection | null = null;
  try {
    connection = openAsItIs(join(dataDir, 'holdline.db'));
    return standing(createMailStore(drizzleOver(connection.raw)));
  } catch {
    // Damaged, or of an older version: others say so.
    return standing(NOTHING);
  } finally {
    connection?.close();
  }
}
