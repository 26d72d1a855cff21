import { cleanPicture } from '#client/files/clean-picture.ts';
import { fetchFile, isFileGone, type FileTrouble } from '#client/files/fetch-file.ts';
import { createFileRoom, type FileRoom } from '#client/files/file-room.ts';
import { createKeptPictures } from '#client/files/kept-pictures.ts';
import { browserEnvironment } from '#client/environment.ts';
import type { HoldlineClient } from '#client/interface.ts';
import type { ConversationId, MessageId } from '#schema/ids.ts';
import type { Result } from '#schema/result.ts';
import { isPicture } from './kinds.ts';

/** What the desk needs of files, loaded behind the first screen. */
export interface FilePart {
  readonly room: FileRoom;
  /**
   * The bytes of what a message says: of this device where it has them, and kept there when it is a picture (FILE10). One that the
   * device has shows at once; whether this person may have it still is asked behind it.
   */
  readonly bytes: (conversation: ConversationId, message: MessageId) => Promise<Result<Blob, FileTrouble>>;
  /** What was taken back goes from this device too; each is looked for once. */
  readonly dropPictures: (messages: readonly MessageId[]) => void;
  readonly close: () => void;
}

export function openFilePart(client: HoldlineClient, namespace: string): FilePart {
  const environment = browserEnvironment({ ownServiceWorker: true });
  const server = { origin: location.origin, bearer: null };
  const pictures = createKeptPictures(environment, namespace);
  const dropped = new Set<MessageId>();
  const keep = async (conversation: ConversationId, message: MessageId, bytes: Blob): Promise<void> => {
    if (isPicture(bytes.type)) await pictures.keep(conversation, message, bytes);
  };
  const room: FileRoom = createFileRoom({
    ...{ environment, namespace, server, client, prepare: cleanPicture },
    sent: ({ conversation, id }, bytes) => keep(conversation, id, bytes),
  });
  const stop = client.onGone((documents) => {
    void pictures.forget(documents);
    void room.forget(documents);
  });

  async function askWhetherGone(conversation: ConversationId, message: MessageId): Promise<void> {
    if (client.link.current.state !== 'live') return;
    if (await isFileGone(environment, server, conversation, message)) await pictures.drop([message]);
  }

  return {
    room,
    bytes: async (conversation, message) => {
      const waiting = await room.bytesOf(message);
      if (waiting !== null) return { ok: true, value: waiting };
      const kept = await pictures.read(message);
      if (kept !== null) {
        void askWhetherGone(conversation, message);
        return { ok: true, value: kept };
      }
      const fetched = await fetchFile(environment, server, conversation, message);
      if (fetched.ok) void keep(conversation, message, fetched.value);
      return fetched;
    },
    dropPictures: (messages) => {
      const news = messages.filter((message) => !dropped.has(message));
      for (const message of news) dropped.add(message);
      if (news.length > 0) void pictures.drop(news);
    },
    close: () => {
      stop();
      pictures.close();
      room.close();
    },
  };
}
