import type { LatePart } from './part.ts';

const loadAsk = () => import('../ask/ask.ts');
const loadRequest = () => import('../request/request.ts');
const loadWaiting = () => import('../waiting/waiting.ts');

/** Every part that comes late, by when it is wanted. How to add one: widget/README.md, "A part that comes late". */
export const LATE_PARTS: readonly LatePart[] = [
  { when: ({ panel, chat }) => panel.isLeaving || (panel.isOpen && chat.isToLeave), load: loadRequest },
  { when: ({ panel, chat, options }) => panel.isOpen && !chat.isStarted && !!options.served.form, load: loadAsk },
  {
    when: ({ panel, chat }) => panel.isOpen && (chat.isUnattended || chat.head?.state === 'waiting'),
    load: loadWaiting,
  },
];
