import type { ConversationId, MessageId } from '#schema/ids.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { ClientEnvironment } from '../environment.ts';
import { askForFile, type FileServer } from './upload.ts';

/** The bytes of the file that a message says. `gone`: there is none, or none for this reader. */
export async function fetchFile(
  ports: Pick<ClientEnvironment, 'fetch' | 'setTimeout' | 'clearTimeout'>,
  server: FileServer,
  conversation: ConversationId,
  message: MessageId,
): Promise<Result<Blob, 'offline' | 'gone'>> {
  try {
    const response = await askForFile(ports, server, `/${conversation}/${message}`);
    return response.ok ? ok(await response.blob()) : fail(response.status === 404 ? 'gone' : 'offline');
  } catch {
    return fail('offline');
  }
}
