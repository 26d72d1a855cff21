import { SHEET } from '../fit/sheet-query.ts';
import type { LatePart } from './part.ts';

const loadArrival = () => import('../arrival/arrival.svelte.ts');
const loadAsk = () => import('../ask/ask.ts');
const loadTakeBack = () => import('../consent/take-back.ts');
const loadEmoji = () => import('../emoji/emoji.svelte.ts');
const loadRequest = () => import('../request/request.ts');
const loadWaiting = () => import('../waiting/waiting.ts');

const loadPerson = () => import('../person/person.svelte.ts');
const loadAtHand = () => import('../person/at-hand.ts');
const loadOwnData = () => import('../own-data/own-data.ts');
const loadRating = () => import('../rating/rating.ts');
const loadCallback = () => import('../callback/callback.ts');
const loadPhoto = () => import('../photo/photo.svelte.ts');
const loadSound = () => import('../sound/sound.svelte.ts');
const loadTranscript = () => import('../transcript/transcript.ts');
const loadAttributes = () => import('../attributes/attributes.svelte.ts');
const loadFit = () => import('../fit/fit.svelte.ts');
const loadDeeds = () => import('../deeds/deeds.ts');

/** Every part that comes late, by when it is wanted. How to add one: widget/README.md, "A part that comes late". */
export const LATE_PARTS: readonly LatePart[] = [
  // In an element of the page the panel waits for it a moment (panel.css).
  { when: ({ options }) => !options.isInline && (options.container || matchMedia(SHEET).matches), load: loadFit },
  { when: ({ ticket }) => ticket, load: loadArrival },
  { when: ({ panel, chat }) => panel.isLeaving || (panel.isOpen && chat.isToLeave), load: loadRequest },
  // Fetched with the panel, before anybody opens it.
  { when: ({ chat, options }) => !chat.isStarted && options.served.form, load: loadAsk, isField: true },
  {
    when: ({ panel, chat }) => panel.isOpen && (chat.isUnattended || chat.head?.state === 'waiting'),
    load: loadWaiting,
  },
  {
    when: ({ panel, chat, store, options, environment }) =>
      panel.identity?.token ||
      'mine' in chat.link ||
      chat.link.state === 'stopped' ||
      store.read()?.next ||
      environment.localStorage?.getItem(`holdline-parting:${options.site}`),
    load: loadPerson,
  },
  // Not before somebody writes: who only looks in fetches the panel and its words, and nothing more (WID7).
  { when: ({ composer, chat }) => !composer.isEmpty || chat.isStarted, load: loadAtHand },
  { when: ({ panel, chat }) => (panel.attributes || panel.identity) && chat.isStarted, load: loadAttributes },
  {
    when: ({ chat, options }) => chat.isStarted && options.served.selfService !== false,
    load: loadOwnData,
    isEntry: true,
  },
  {
    when: ({ panel, chat, options }) => panel.isOpen && (chat.head?.state === 'closed' || options.served.shows),
    load: loadRating,
  },
  {
    when: ({ panel, chat, options }) => panel.isOpen && (options.served.after?.call || chat.head?.callback),
    load: loadCallback,
  },
  {
    when: ({ panel, chat, options }) => panel.isOpen && (chat.isStarted || options.served.look?.avatar),
    load: loadPhoto,
  },
  { when: ({ composer }) => composer.isPicking, load: loadEmoji },
  { when: ({ chat }) => chat.unread > 0, load: loadSound },
  { when: ({ chat }) => chat.isStarted, load: loadDeeds, isEntry: true },
  { when: ({ chat, options }) => chat.isStarted && options.served.mails, load: loadTranscript, isEntry: true },
  // The same one, which the menu has whenever there is a talk.
  { when: ({ chat }) => chat.isStarted, load: loadRating, isEntry: true },
  { when: ({ options }) => options.served.live?.consent, load: loadTakeBack, isEntry: true },
];
