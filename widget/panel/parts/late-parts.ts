import type { LatePart } from './part.ts';

const loadAsk = () => import('../ask/ask.ts');
const loadRequest = () => import('../request/request.ts');
const loadWaiting = () => import('../waiting/waiting.ts');

const loadPerson = () => import('../person/person.svelte.ts');
const loadAtHand = () => import('../person/at-hand.ts');
const loadOwnData = () => import('../own-data/own-data.ts');

/** Every part that comes late, by when it is wanted. How to add one: widget/README.md, "A part that comes late". */
export const LATE_PARTS: readonly LatePart[] = [
  { when: ({ panel, chat }) => panel.isLeaving || (panel.isOpen && chat.isToLeave), load: loadRequest },
  { when: ({ panel, chat, options }) => panel.isOpen && !chat.isStarted && !!options.served.form, load: loadAsk },
  {
    when: ({ panel, chat }) => panel.isOpen && (chat.isUnattended || chat.head?.state === 'waiting'),
    load: loadWaiting,
  },
  {
    when: ({ panel, chat, store, options, environment }) =>
      panel.identity?.token ||
      (chat.link.state === 'live' && chat.link.mine) ||
      store.read()?.next ||
      environment.localStorage?.getItem(`holdline-parting:${options.site}`),
    load: loadPerson,
  },
  { when: ({ panel, chat }) => panel.isOpen || chat.isStarted, load: loadAtHand },
  {
    when: ({ chat, options }) => chat.isStarted && options.served.selfService !== false,
    load: loadOwnData,
    isEntry: true,
  },
];
