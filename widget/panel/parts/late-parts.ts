import type { LatePart } from './part.ts';

const loadRequest = () => import('../request/request.ts');

/** Every part that comes late, by when it is wanted. How to add one: widget/README.md, "A part that comes late". */
export const LATE_PARTS: readonly LatePart[] = [
  { when: ({ panel, chat }) => panel.isLeaving || (panel.isOpen && chat.isToLeave), load: loadRequest },
];
