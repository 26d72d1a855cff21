import type { Forms, Texts } from './texts.ts';

const rules = new Intl.PluralRules('en');
const counted = (forms: Forms) => (count: number) => `${count} ${forms[rules.select(count)] ?? forms.other}`;

const unread = counted({ one: 'unread message', other: 'unread messages' });
const waiting = counted({ one: 'message waiting', other: 'messages waiting' });

export const en: Texts = {
  chat: 'Chat',
  greeting: 'Hello!',
  greetingMore: 'Ask us anything. Your messages stay here, also when you change pages or lose your connection.',
  close: 'Close chat',
  menu: 'Menu',
  conversation: 'Conversation',
  message: 'Message',
  write: 'Write a message…',
  send: 'Send',
  save: 'Save',
  cancel: 'Cancel',
  edit: 'Edit',
  unsend: 'Delete',
  more: 'Message actions',
  editing: 'You are editing your message',
  edited: 'edited',
  gone: 'Message deleted',
  you: 'You',
  today: 'Today',
  yesterday: 'Yesterday',
  newMessages: 'New messages',
  unread: (count) => `Chat with us, ${unread(count)}`,
  typing: (name) => `${name} is typing`,
  support: 'Support',

  closedNote: 'This conversation is closed. Write to open it again.',
  previewed: 'We see what you type before you send it.',
  awayNote: (name) => `${name} is not connected right now. Your messages are kept.`,
  unattendedNote: 'Nobody is here right now. What you write is kept, and the answer will be here.',
  leaveReach: 'Leave your e-mail or phone',

  truth: {
    synced: 'We have everything you wrote',
    answers: 'Write to us, we answer here',
    nobody: 'Nobody is here right now',
    connecting: 'Connecting…',
    sending: 'Sending…',
    offline: 'Offline',
    waiting: (count) => `Offline · ${waiting(count)}`,
    stopped: 'Reload the page to go on',
  },
  offlineNote: 'You are offline. Your message is kept on this device and will be sent by itself.',
  unreachableNote: 'No connection. Your message is kept on this device and will be sent by itself.',

  suspended: (until) =>
    until === null
      ? 'This chat is suspended. Messages are not delivered.'
      : `This chat is suspended until ${until}. Messages are not delivered.`,
  status: {
    waiting: 'Waiting on this device',
    late: 'No answer yet. It is being tried again by itself; press to try now.',
    'late-offline': 'You are offline. It will be sent by itself; press to try now.',
    accepted: 'Sent',
    delivered: 'Delivered',
    seen: 'Seen',
  },
  retry: 'Try again now',
  tooLong: 'Not sent: it is too long',
  emoji: 'Emoji',
  attach: 'Attach files',
};
