import type { CommandId } from '#schema/ids.ts';
import type { ClientEnvironment } from '../environment.ts';
import { createWatchers } from '../watchable.ts';
import { createFileStore, type FileStore, type StoredFile } from './file-store.ts';
import { filesName, type FileTabMessage } from './say-file.ts';
import { bytesIn } from './take-in.ts';
import type { FileFailure, WaitingFile } from './waiting-file.ts';

/** What waits on this device, as all tabs see it: from the disk, and what the disk refused from this tab's memory. */
export interface FileShelf {
  readonly current: () => readonly WaitingFile[];
  readonly subscribe: (changed: () => void) => () => void;
  readonly store: FileStore;
  readonly stored: (id: CommandId) => Promise<StoredFile | null>;
  /** Reads the disk again; null when it refuses. */
  readonly reload: () => Promise<readonly StoredFile[] | null>;
  /** Shown in any case, also when it cannot be read; whether it is saved. */
  readonly add: (file: StoredFile, bytes: Blob) => Promise<boolean>;
  /** It cannot be sent: without its bytes, until it is taken away (FILE2). */
  readonly refuse: (file: StoredFile) => Promise<false>;
  readonly progress: (id: CommandId, sent: number) => void;
  readonly mark: (id: CommandId, failure: FileFailure | null) => Promise<void>;
  readonly remove: (id: CommandId) => Promise<void>;
  readonly bytesOf: (id: CommandId) => Promise<Blob | null>;
  /** A picture that was sent shows from here, so that nobody fetches what they have just sent. */
  readonly remember: (id: CommandId, bytes: Blob) => void;
  readonly close: () => void;
}

const PICTURES_KEPT = 10;

/** `heard`: another tab changed something; these are left. */
export function createFileShelf(
  environment: ClientEnvironment,
  namespace: string,
  heard: (left: readonly StoredFile[]) => void,
): FileShelf {
  const store = createFileStore(environment, namespace);
  const watchers = createWatchers();
  const channel = environment.openChannel?.(filesName(namespace)) ?? null;
  /** What the disk refused, and pictures that were sent in this visit. */
  const inMemory = new Map<CommandId, Blob>();
  const remembered: CommandId[] = [];
  const sent = new Map<CommandId, number>();
  let files: readonly WaitingFile[] = [];
  let closed = false;

  const say = (message: FileTabMessage): void => {
    if (!closed) channel?.postMessage(message);
  };
  const set = (next: readonly WaitingFile[]): void => {
    files = next;
    watchers.call();
  };
  const change = (id: CommandId, state: WaitingFile['state']): void =>
    set(files.map((file) => (file.id === id ? { ...file, state } : file)));

  function shown({ failure, announced: _announced, ...file }: StoredFile): WaitingFile {
    const bytes = sent.get(file.id);
    if (failure !== null) return { ...file, state: { kind: 'failed', failure }, saved: true };
    return {
      ...file,
      state: bytes === undefined ? { kind: 'waiting' } : { kind: 'sending', sent: bytes },
      saved: true,
    };
  }

  async function reload(): Promise<readonly StoredFile[] | null> {
    const read = await store.read();
    if (closed || !read.ok) return null;
    const here = files.filter(({ saved }) => !saved);
    set([...read.value.map(shown), ...here].sort((a, b) => (a.id < b.id ? -1 : 1)));
    return read.value;
  }

  async function changed(): Promise<void> {
    say({ t: 'changed' });
    await reload();
  }

  /** `blob`: what it is read from where the disk refuses it. */
  async function put(file: StoredFile, bytes: ArrayBuffer | null, blob?: Blob): Promise<boolean> {
    const { ok: saved } = await store.add(file, bytes);
    // First: whoever hears of a file asks for its bytes at once, to show it or to send it.
    if (!saved && blob) inMemory.set(file.id, blob);
    set([...files.filter(({ id }) => id !== file.id), { ...shown(file), saved }]);
    say({ t: 'changed' });
    return saved;
  }

  const progress = (id: CommandId, bytes: number): void => {
    sent.set(id, bytes);
    if (files.some((file) => file.id === id && file.state.kind !== 'failed'))
      change(id, { kind: 'sending', sent: bytes });
  };

  async function refuse(file: StoredFile): Promise<false> {
    await put(file, null);
    return false;
  }

  if (channel !== null)
    channel.onmessage = ({ data }: MessageEvent<FileTabMessage>) => {
      if (data.t === 'sent') return progress(data.id, data.sent);
      return void reload().then((left) => {
        if (left !== null) heard(left);
      });
    };

  return {
    current: () => files,
    subscribe: watchers.subscribe,
    store,
    stored: async (id) => {
      const read = await store.read();
      return read.ok ? (read.value.find((file) => file.id === id) ?? null) : null;
    },
    reload,
    add: async (file, blob) => {
      const bytes = await bytesIn(blob);
      if (bytes === null) return refuse({ ...file, failure: 'unreadable' });
      return put(file, bytes, blob);
    },
    refuse,
    progress: (id, bytes) => {
      progress(id, bytes);
      say({ t: 'sent', id, sent: bytes });
    },
    mark: async (id, failure) => {
      sent.delete(id);
      change(id, failure === null ? { kind: 'waiting' } : { kind: 'failed', failure });
      await store.mark(id, { failure });
      await changed();
    },
    remove: async (id) => {
      sent.delete(id);
      if (!remembered.includes(id)) inMemory.delete(id);
      set(files.filter((file) => file.id !== id));
      await store.remove(id);
      await changed();
    },
    bytesOf: async (id) => {
      const here = inMemory.get(id);
      if (here !== undefined) return here;
      const read = await store.bytes(id);
      const type = files.find((file) => file.id === id)?.type ?? '';
      return read.ok && read.value !== null ? new Blob([read.value], { type }) : null;
    },
    remember: (id, bytes) => {
      inMemory.delete(id);
      if (!bytes.type.startsWith('image/')) return;
      inMemory.set(id, bytes);
      remembered.push(id);
      const oldest = remembered.length > PICTURES_KEPT ? remembered.shift() : undefined;
      if (oldest !== undefined) inMemory.delete(oldest);
    },
    close: () => {
      closed = true;
      channel?.close();
    },
  };
}
