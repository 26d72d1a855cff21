import { isStillTyping } from '#client/cursors/typing.ts';
import type { Typist } from '#client/interface.ts';
import type { Message } from '#schema/conversation/conversation.ts';

/** The words of a preview while they wait to be said: the next message of whoever types ends it (PREVIEW3). */
export const previewOf = (
  typist: Typist | undefined,
  messages: readonly Pick<Message, 'kind' | 'by' | 'seq'>[],
): string | null => (typist?.text && isStillTyping(typist, messages) ? typist.text : null);
