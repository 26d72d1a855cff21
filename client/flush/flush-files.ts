import type { CommandId } from '#schema/ids.ts';
import { createFileStore, type FileStore, type StoredFile } from '../files/file-store.ts';
import { filesName, sayingOf, type FileTabMessage } from '../files/say-file.ts';
import { upload } from '../files/upload.ts';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import { flushOutbox, isSignedIn, openStore, tellTabs, type FlushOptions } from './flush-outbox.ts';

/**
 * Brings files to the server with no page open, for the service worker (FILE11). It waits for the lock under which pages do the same
 * (file-room.ts): while one of them is at it nothing happens here, and when it goes this goes on where it ended. The order is that of
 * a page: whole on the server, then its message in the outbox, then gone from here; so that whatever is broken off and done again, by
 * whomever, has one effect.
 */
export interface FlushFilesOptions extends FlushOptions {
  /** Null: nothing would keep a page from doing the same at once, so that pages do it alone. */
  readonly locks: Pick<LockManager, 'request'> | null;
}

/** `later`: something is left that may go another time. */
export async function flushFiles(options: FlushFilesOptions): Promise<'done' | 'later'> {
  const { locks, namespace } = options;
  if (locks === null) return 'done';
  const store = createFileStore({ indexedDB: options.indexedDB, ...timers }, namespace);
  const outbox = openStore(options);
  const channel = new BroadcastChannel(filesName(namespace));
  try {
    return await locks.request(filesName(namespace), () => sendAll({ ...options, store, outbox, channel }));
  } finally {
    channel.close();
    store.close();
    outbox.close();
  }
}

interface Work extends FlushFilesOptions {
  readonly store: FileStore;
  readonly outbox: OutboxStore;
  readonly channel: BroadcastChannel;
}

// A browser refuses its timers to any other `this` than its own.
const timers = {
  setTimeout: (callback: () => void, milliseconds: number) => setTimeout(callback, milliseconds),
  clearTimeout: (timer: ReturnType<typeof setTimeout>) => clearTimeout(timer),
  now: () => Date.now(),
};

async function sendAll(work: Work): Promise<'done' | 'later'> {
  const read = await work.store.read();
  if (!read.ok) return 'later';
  const waiting = read.value.filter(({ failure }) => failure === null);
  if (waiting.length === 0) return 'done';
  if (work.person !== null && !(await isSignedIn(work.person, work))) return 'later';
  for (const file of waiting) if (!(await send(file, work))) return 'later';
  return 'done';
}

/** False: not now. */
async function send(file: StoredFile, work: Work): Promise<boolean> {
  const { id } = file;
  const { store, outbox, channel, namespace, origin, bearer } = work;
  const say = (message: FileTabMessage): void => channel.postMessage(message);
  const failed = async (failure: NonNullable<StoredFile['failure']>): Promise<true> => {
    await store.mark(id, { failure });
    say({ t: 'changed' });
    return true;
  };

  const bytes = await store.bytes(id);
  if (!bytes.ok) return false;
  if (bytes.value === null) return (await isStill(id, store)) ? failed('lost') : true;
  const abort = new AbortController();
  // Taken back in a page.
  channel.onmessage = () =>
    void isStill(id, store).then((is) => {
      if (!is) abort.abort();
    });
  const whole = await upload({ fetch: work.fetch, ...timers }, { origin, bearer }, file, {
    bytes: bytes.value,
    signal: abort.signal,
    announced: () => store.mark(id, { announced: true }),
    progress: (sent) => say({ t: 'sent', id, sent }),
  });
  channel.onmessage = null;
  if (!(await isStill(id, store))) return true;
  if (!whole.ok) return whole.failure === 'later' ? false : failed(whole.failure);

  const command = sayingOf(file, whole.value);
  const rows = await outbox.read();
  if (!rows.ok) return false;
  if (!rows.value.some((row) => row.command.id === id)) {
    const row = { command, writtenAt: command.writtenAt, sentAt: null, state: { kind: 'waiting' } as const };
    if (!(await outbox.write({ add: [row] }, 'strict')).ok) return false;
    tellTabs(namespace);
  }
  await store.remove(id);
  say({ t: 'changed' });
  return (await flushOutbox(work)).kind === 'done';
}

async function isStill(id: CommandId, store: FileStore): Promise<boolean> {
  const read = await store.read();
  return !read.ok || read.value.some((file) => file.id === id);
}
