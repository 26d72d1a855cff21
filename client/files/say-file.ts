import type { EntryCommand } from '#schema/commands/command.ts';
import type { FileClaim } from '#schema/files.ts';
import type { CommandId } from '#schema/ids.ts';
import type { StoredFile } from './file-store.ts';

/**
 * The name of the lock of whoever brings files to the server, one tab or the service worker at a time; and of the channel on which
 * they tell each other of it.
 */
export const filesName = (namespace: string): string => `holdline-files-${namespace}`;

export type FileTabMessage =
  { readonly t: 'changed' } | { readonly t: 'sent'; readonly id: CommandId; readonly sent: number };

type Said = Pick<StoredFile, 'id' | 'writtenAt' | 'conversation' | 'lastSeen' | 'offline' | 'page'>;

/** The command that says a file which the server has: whoever makes it, and however often, makes the same one (CMD1). */
export function sayingOf(
  { id, writtenAt, conversation, lastSeen, offline, page }: Said,
  file: FileClaim,
): Extract<EntryCommand, { readonly type: 'message.send' }> {
  const more = { ...(offline && { offline }), ...(page !== undefined && { page }) };
  return {
    ...{ id, writtenAt, type: 'message.send' },
    payload: { conversation, text: file.name, lastSeen, ...more, file },
  };
}
