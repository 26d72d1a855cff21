import { createSubscriber } from 'svelte/reactivity';
import type { HoldlineClient } from '#client/interface.ts';
import type { FileRoom } from '#client/files/file-room.ts';
import type { FileTrouble } from '#client/files/fetch-file.ts';
import type { Attached, WaitingFile } from '#client/files/waiting-file.ts';
import type { CommandId, ConversationId, MessageId } from '#schema/ids.ts';
import { fail, type Result } from '#schema/result.ts';
import type { FilePart } from './file-part.ts';
import { createPictures } from './pictures.ts';

// A function of its own: what follows an import directly would be bundled into its wrapper.
const loadPart = () => import('./file-part.ts');

/** Files of this person on this device: those on their way out, and those that were looked at. */
export class DeskFiles {
  readonly #open: () => Promise<FilePart>;
  #part: Promise<FilePart> | null = null;
  #room: FileRoom | null = $state.raw(null);
  readonly #track = createSubscriber((update) => this.#room?.subscribe(update));
  readonly #pictures = createPictures();

  constructor(client: HoldlineClient, namespace: string) {
    this.#open = async () => (await loadPart()).openFilePart(client, namespace);
  }

  /** At the start: what waited when the page went goes on by itself. */
  async load(): Promise<FilePart> {
    const part = (this.#part ??= this.#open());
    try {
      const { room } = await part;
      this.#room = room;
    } catch (error) {
      this.#part = null;
      throw error;
    }
    return part;
  }

  /** All that wait on this device, the oldest first. */
  get waiting(): readonly WaitingFile[] {
    if (this.#room === null) return [];
    this.#track();
    return this.#room.current;
  }

  async attach(files: readonly File[], to: Attached): Promise<void> {
    for (const file of files) await this.attachOne(file, to);
  }

  /** False when it is only in this tab's memory. */
  async attachOne(file: File, to: Attached): Promise<boolean> {
    const { room } = await this.load();
    return room.attach(file, to);
  }

  readonly remove = (id: CommandId): void => void this.load().then(({ room }) => room.remove(id));
  readonly retry = (id: CommandId): void => void this.load().then(({ room }) => room.retry(id));

  /** An address of the picture on this page; null when it cannot be had now. The bytes are asked for once. */
  picture(conversation: ConversationId, message: MessageId): Promise<string | null> {
    return this.#pictures(message, () => this.bytes(conversation, message));
  }

  /** Of one that waits here. */
  async waitingPicture({ id }: WaitingFile): Promise<string | null> {
    const bytes = await (await this.load()).room.bytesOf(id);
    return bytes === null ? null : URL.createObjectURL(bytes);
  }

  async bytes(conversation: ConversationId, message: MessageId): Promise<Result<Blob, FileTrouble>> {
    try {
      return await (await this.load()).bytes(conversation, message);
    } catch {
      return fail('offline');
    }
  }

  /** These were taken back: what this device has of them goes. What is not dropped now is when it is seen the next time. */
  dropTakenBack(messages: readonly MessageId[]): void {
    if (messages.length === 0) return;
    this.load().then(
      (part) => part.dropPictures(messages),
      () => undefined,
    );
  }

  close(): void {
    void this.#part?.then((part) => part.close());
  }

  /** Nothing of a person who signs out stays. */
  async destroy(): Promise<void> {
    try {
      const part = await this.load();
      part.close();
      await part.room.destroy();
    } catch {
      // Its code was never on this device, and so neither was a file.
    }
  }
}

/** Lets a file be saved under its name. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
