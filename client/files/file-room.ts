import { conversationDocument } from '#schema/docs/document-name.ts';
import type { FileClaim } from '#schema/files.ts';
import { createIdFactory, type CommandId } from '#schema/ids.ts';
import type { ClientEnvironment, Timer } from '../environment.ts';
import type { HoldlineClient, Watchable } from '../interface.ts';
import type { Prepared } from './clean-picture.ts';
import { createFileShelf } from './file-shelf.ts';
import type { StoredFile } from './file-store.ts';
import { filesName, sayingOf } from './say-file.ts';
import { takeIn } from './take-in.ts';
import { askForFile, upload, type FileServer } from './upload.ts';
import type { Attached, FileFailure, WaitingFile } from './waiting-file.ts';

/**
 * Files on their way out of this device.
 *
 * 1. A file is on the disk before it shows, or says that it is not.
 * 2. It leaves when there is a line, in the order in which files were attached, over any number of cuts, reloads and days; one tab
 *    at a time. Words do not wait for it: its message is given to the outbox when its bytes are with the server.
 * 3. It has one id from the first write on, that of the message that will say it: whatever is done twice has one effect.
 * 4. Only that message, or its sender, takes it away.
 */
export interface FileRoom extends Watchable<readonly WaitingFile[]> {
  /** Resolves when the device has said why it cannot be sent, with true, or has it; with false when it is only in memory. */
  readonly attach: (file: File, to: Attached) => Promise<boolean>;
  /** One that was taken in before; again, under the same id, is no other one. */
  readonly take: (file: StoredFile, bytes: Blob) => Promise<boolean>;
  /** Its sender does not want it sent, or has seen that it cannot be. */
  readonly remove: (id: CommandId) => Promise<void>;
  readonly retry: (id: CommandId) => Promise<void>;
  /** The bytes of one that waits, or was sent in this visit. */
  readonly bytesOf: (id: CommandId) => Promise<Blob | null>;
  /** These documents are gone for good, and so is what waits for them; null: nobody knows which. */
  readonly forget: (documents: readonly string[] | null) => Promise<void>;
  readonly close: () => void;
  /** What waits is forgotten with its bytes. */
  readonly destroy: () => Promise<void>;
}

export interface FileRoomDeps {
  readonly environment: ClientEnvironment;
  readonly namespace: string;
  readonly server: FileServer;
  readonly client: Pick<HoldlineClient, 'link' | 'outbox'>;
  readonly prepare: (file: Blob) => Promise<Prepared>;
  /** What was sent is still at hand: it shows without being fetched. */
  readonly sent?: (file: WaitingFile, bytes: Blob) => Promise<unknown>;
}

/** After nobody answered, ms; doubled up to the second. */
const AGAIN_AFTER = 1_000;
const AGAIN_AT_MOST = 15_000;

export function createFileRoom({ environment, namespace, server, client, prepare, sent }: FileRoomDeps): FileRoom {
  const newId = createIdFactory<CommandId>(environment);
  let isSending = false;
  let isPromised = false;
  let current: { readonly id: CommandId; readonly abort: AbortController } | null = null;
  let wait = AGAIN_AFTER;
  let timer: Timer | null = null;
  let closed = false;

  const shelf = createFileShelf(environment, namespace, (left) => {
    // Taken back in another tab.
    const at = current;
    if (at !== null && !left.some(({ id }) => id === at.id)) at.abort.abort();
    wake();
  });

  /** A conversation that is only being started has to be there first. */
  const isStarting = ({ conversation }: WaitingFile): boolean =>
    client.outbox.current.some(
      ({ command, state }) =>
        command.type === 'conversation.start' &&
        command.payload.conversation === conversation &&
        state.kind === 'waiting',
    );

  const next = (): WaitingFile | undefined => shelf.current().find((file) => file.state.kind !== 'failed');

  /** The service worker goes on with what waits when no page is left; asked once for what is there, and again for what comes. */
  function promise(): void {
    if (isPromised || next() === undefined) return;
    isPromised = true;
    environment.requestBackgroundSync();
  }

  /** One tab at a time; whoever waits for the lock goes on where the one before ended. */
  function wake(): void {
    promise();
    if (closed || isSending || timer !== null || client.link.current.state !== 'live' || next() === undefined) return;
    isSending = true;
    let isDone = false;
    const work = async (): Promise<void> => {
      await shelf.reload();
      for (let file = next(); file !== undefined && !closed; file = next()) if (!(await send(file))) return;
      isDone = true;
    };
    const locked = environment.locks?.request(filesName(namespace), work) ?? work();
    void Promise.resolve(locked)
      .catch(() => undefined)
      .finally(() => {
        isSending = false;
        // Attached while this was ending.
        if (isDone) wake();
      });
  }

  function later(): false {
    if (!closed)
      timer ??= environment.setTimeout(() => {
        timer = null;
        wake();
      }, wait);
    wait = Math.min(wait * 2, AGAIN_AT_MOST);
    return false;
  }

  async function failed(id: CommandId, failure: FileFailure): Promise<true> {
    await shelf.mark(id, failure);
    return true;
  }

  /** False: not now. */
  async function send(file: WaitingFile): Promise<boolean> {
    if (client.link.current.state !== 'live' || isStarting(file)) return false;
    const { id } = file;
    const bytes = await shelf.bytesOf(id);
    if (bytes === null) return failed(id, 'lost');
    const abort = new AbortController();
    current = { id, abort };
    const announced = (await shelf.stored(id))?.announced ?? false;
    const whole = await upload(
      environment,
      server,
      { ...file, announced },
      {
        bytes: await bytes.arrayBuffer(),
        signal: abort.signal,
        announced: () => shelf.store.mark(id, { announced: true }),
        progress: (sent) => shelf.progress(id, sent),
      },
    );
    current = null;
    if (!shelf.current().some((other) => other.id === id)) return true;
    if (!whole.ok) return whole.failure === 'later' ? later() : failed(id, whole.failure);
    wait = AGAIN_AFTER;
    await say(file, whole.value);
    shelf.remember(id, bytes);
    await sent?.(file, bytes).catch(() => undefined);
    await shelf.remove(id);
    return true;
  }

  async function say(file: WaitingFile, claim: FileClaim): Promise<void> {
    const { id, type, payload, writtenAt } = sayingOf(file, claim);
    // A crash may have come between the two.
    if (client.outbox.current.some(({ command }) => command.id === id)) return;
    await client.outbox.add(type, payload, { id, writtenAt });
  }

  const stops = [
    client.link.subscribe(() => {
      if (client.link.current.state !== 'live') {
        isPromised = false;
        promise();
        return current?.abort.abort();
      }
      if (timer !== null) environment.clearTimeout(timer);
      timer = null;
      wait = AGAIN_AFTER;
      wake();
    }),
    client.outbox.subscribe(wake),
  ];
  void shelf.reload().then(wake);

  function stop(): void {
    closed = true;
    current?.abort.abort();
    if (timer !== null) environment.clearTimeout(timer);
    for (const leave of stops) leave();
    shelf.close();
  }

  async function take(file: StoredFile, bytes: Blob): Promise<boolean> {
    const isSaved = await shelf.add(file, bytes);
    isPromised = false;
    wake();
    return isSaved;
  }

  async function remove(id: CommandId): Promise<void> {
    if (current?.id === id) current.abort.abort();
    const announced = (await shelf.stored(id))?.announced ?? false;
    await shelf.remove(id);
    // Nobody waits for it: what the server keeps of it goes by itself after a while.
    if (announced) askForFile(environment, server, `/uploads/${id}`, { method: 'DELETE' }).catch(() => undefined);
  }

  return {
    get current() {
      return shelf.current();
    },
    subscribe: shelf.subscribe,
    attach: async (given, to) => {
      const { file, blob } = await takeIn(given, to, { environment, newId, link: client.link.current, prepare });
      if (file.failure === null) return take(file, blob);
      await shelf.refuse(file);
      return true;
    },
    take,
    remove,
    retry: async (id) => {
      await shelf.mark(id, null);
      wake();
    },
    bytesOf: shelf.bytesOf,
    forget: async (documents) => {
      await shelf.reload();
      for (const { id, conversation } of shelf.current())
        if (documents?.includes(conversationDocument(conversation))) await remove(id);
    },
    close: () => {
      stop();
      shelf.store.close();
    },
    destroy: () => {
      stop();
      return shelf.store.destroy();
    },
  };
}
