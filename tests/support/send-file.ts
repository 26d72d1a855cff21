import type { CommandId, ConversationId, MessageId } from '#schema/ids.ts';
import type { FileClaim } from '#schema/files.ts';
import { mustPost, newCommand, newConversationId, type Caller } from './people.ts';
import type { ServerProcess } from './server-process.ts';

type Server = Pick<ServerProcess, 'origin'>;

/** What a device tells of a file by the headers of tus. */
export const announcing = (
  given: { readonly [key: string]: string },
  size: number,
): { readonly [header: string]: string } => ({
  'tus-resumable': '1.0.0',
  'upload-length': String(size),
  'upload-metadata': Object.entries(given)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(','),
});

const bearer = ({ token }: Caller) => ({ authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0' });

export const announceFile = (
  { origin }: Server,
  caller: Caller,
  {
    id,
    conversation,
    name = 'list.txt',
    size,
  }: { id: string; conversation: ConversationId; name?: string; size: number },
): Promise<Response> =>
  fetch(`${origin}/api/files`, {
    method: 'POST',
    headers: { ...bearer(caller), ...announcing({ id, conversation, name, type: 'text/plain' }, size) },
  });

export const patchFile = (
  { origin }: Server,
  caller: Caller,
  id: string,
  from: number,
  bytes: Uint8Array<ArrayBuffer>,
) =>
  fetch(`${origin}/api/files/uploads/${id}`, {
    method: 'PATCH',
    headers: {
      ...bearer(caller),
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(from),
    },
    body: bytes,
  });

export const getFile = ({ origin }: Server, caller: Caller, conversation: ConversationId, message: MessageId) =>
  fetch(`${origin}/api/files/${conversation}/${message}`, { headers: bearer(caller) });

/** Brings a file to the server; its id. */
export async function uploadFile(
  server: Server,
  caller: Caller,
  conversation: ConversationId,
  {
    name = 'list.txt',
    bytes = new TextEncoder().encode('tea, cups'),
  }: { name?: string; bytes?: Uint8Array<ArrayBuffer> } = {},
): Promise<FileClaim> {
  const id = newConversationId() as string as CommandId;
  const announced = await announceFile(server, caller, { id, conversation, name, size: bytes.length });
  if (announced.status !== 201) throw new Error(`${announced.status} ${await announced.text()}`);
  const sent = await patchFile(server, caller, id, 0, bytes);
  if (sent.status !== 204) throw new Error(`${sent.status} ${await sent.text()}`);
  const told = await fetch(`${server.origin}/api/files/uploads/${id}`, { headers: bearer(caller) });
  return (await told.json()) as FileClaim;
}

/** The same, and says it; the message. */
export async function sendFile(
  server: Server,
  caller: Caller,
  conversation: ConversationId,
  given: Parameters<typeof uploadFile>[3] = {},
): Promise<MessageId> {
  const file = await uploadFile(server, caller, conversation, given);
  const command = newCommand('message.send', { conversation, text: file.name, lastSeen: 0, file });
  await mustPost(server, caller, command);
  return command.id;
}
