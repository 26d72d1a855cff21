import { answers } from '#schema/conversation/who-answers.ts';
import type { Summary } from '#schema/docs/inbox-document.ts';
import type { LinkState } from '#client/interface.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import { isPicture } from '../files/kinds.ts';
import type { SharedFile, SharedFiles } from './shared-files.svelte.ts';

/** Files go only to a visitor whom this person answers, or whom nobody answers yet. */
export const mayHaveFiles = (summary: Summary, me: string): boolean =>
  summary.state !== 'closed' && (summary.assignee === null || answers(summary, me));

/** Why one cannot be sent as it is; null where it can. A picture is drawn anew before it goes, and is smaller then. */
export function troubleOf({ file, size }: SharedFile, link: LinkState): 'empty' | 'too-large' | null {
  if (size === 0) return 'empty';
  const most = link.state === 'live' ? (link.fileBytes ?? Infinity) : Infinity;
  return file.size !== size || (size > most && !isPicture(file.type)) ? 'too-large' : null;
}

/**
 * Into the queue of files, each before it goes from where it was shared: whatever happens in between, it is in one of the two.
 * Whoever sends to somebody whom nobody answers takes the conversation, as with words.
 */
export async function sendShared(
  desk: Pick<Desk, 'client' | 'files' | 'profile'>,
  { id, state, lastSeq, assignee, others }: Summary,
  files: readonly SharedFile[],
  shared: Pick<SharedFiles, 'drop'>,
): Promise<void> {
  const isMine = answers({ assignee, ...(others !== undefined && { others }) }, desk.profile.id);
  if (state === 'waiting' && !isMine) await desk.client.outbox.add('conversation.take', { conversation: id });
  for (const { key, file } of files)
    if (await desk.files.attachOne(file, { conversation: id, lastSeen: lastSeq })) shared.drop(key);
}
