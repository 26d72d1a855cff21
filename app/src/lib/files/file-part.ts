import { cleanPicture } from '#client/files/clean-picture.ts';
import { fetchFile } from '#client/files/fetch-file.ts';
import { createFileRoom, type FileRoom } from '#client/files/file-room.ts';
import { browserEnvironment } from '#client/environment.ts';
import type { HoldlineClient } from '#client/interface.ts';
import type { ConversationId, MessageId } from '#schema/ids.ts';

/** What the desk needs of files, loaded behind the first screen. */
export function openFilePart(client: HoldlineClient, namespace: string) {
  const environment = browserEnvironment({ ownServiceWorker: true });
  const server = { origin: location.origin, bearer: null };
  const room: FileRoom = createFileRoom({ environment, namespace, server, client, prepare: cleanPicture });
  return {
    room,
    fetch: (conversation: ConversationId, message: MessageId) => fetchFile(environment, server, conversation, message),
  };
}
