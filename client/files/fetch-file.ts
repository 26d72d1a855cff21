import type { ConversationId, MessageId } from '#schema/ids.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { ClientEnvironment } from '../environment.ts';
import { askForFile, PATIENCE, type FileServer } from './upload.ts';

type Ports = Pick<ClientEnvironment, 'fetch' | 'setTimeout' | 'clearTimeout'>;

/** `gone`: there is none, or none for this reader. */
export type FileTrouble = 'offline' | 'gone';

/** The bytes of the file that a message says. */
export async function fetchFile(
  ports: Ports,
  server: FileServer,
  conversation: ConversationId,
  message: MessageId,
): Promise<Result<Blob, FileTrouble>> {
  try {
    const response = await askForFile(ports, server, `/${conversation}/${message}`);
    if (!response.ok) return fail(response.status === 404 ? 'gone' : 'offline');
    return ok(await wholeOf(ports, response));
  } catch {
    return fail('offline');
  }
}

/** Whether this reader may have it still; its bytes are not asked for. */
export async function isFileGone(
  ports: Ports,
  server: FileServer,
  conversation: ConversationId,
  message: MessageId,
): Promise<boolean> {
  try {
    return (await askForFile(ports, server, `/${conversation}/${message}`, { method: 'HEAD' })).status === 404;
  } catch {
    return false;
  }
}

/** A line may die behind the first bytes and look alive: then nothing more comes, not even an end. */
async function wholeOf(ports: Ports, response: Response): Promise<Blob> {
  const type = response.headers.get('content-type') ?? '';
  const reader = response.body?.getReader();
  if (reader === undefined) return response.blob();
  const pieces: BlobPart[] = [];
  let size = 0;
  for (;;) {
    const timer = ports.setTimeout(() => void reader.cancel().catch(() => undefined), PATIENCE);
    const { done, value } = await reader.read().finally(() => ports.clearTimeout(timer));
    if (done) break;
    pieces.push(value);
    size += value.length;
  }
  // Given up here, or ended there before its end.
  if (size !== Number(response.headers.get('content-length') ?? size)) throw new TypeError('broken off');
  return new Blob(pieces, { type });
}
