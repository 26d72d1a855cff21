import type { Composer } from '../thread/composer.svelte.ts';
import type { Thread } from '../thread/thread.svelte.ts';
import type { FilesTexts } from '../texts/files-texts.ts';

/** Why no file can be sent here just now; null where one can. A note is for colleagues, and a file is for the visitor. */
export function whyNoFiles(thread: Thread, composer: Composer, { dropNote }: FilesTexts): string | null {
  const mayReply = thread.answering.may === 'reply' && composer.kind === 'reply' && composer.editing === null;
  return mayReply ? null : dropNote;
}
