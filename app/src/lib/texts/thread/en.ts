import { counting } from '../plural.ts';
import type {
  ActionsTexts,
  ComposerTexts,
  HeldTexts,
  MarksTexts,
  RejectedTexts,
  ThreadTexts,
} from '../thread-texts.ts';

const count = counting('en');

export const thread: ThreadTexts = {
  label: 'Conversation',
  unknown: 'Not on this device yet',
  unknownHint: 'It will open as soon as there is a connection.',
  erased: 'This conversation no longer exists',
  erasedHint: 'The person was erased for good, or the time for keeping the conversation ran out.',
  state: { waiting: 'Waiting', active: 'Active', closed: 'Closed' },
  youAnswer: 'You answer',
  answers: (name) => `${name} answers`,
  tentative: 'yours when the line is back, if nobody is quicker',
  nobodyAnswers: 'Nobody answers yet',
  today: 'Today',
  yesterday: 'Yesterday',
  started: (who) => `${who} started the conversation`,
  startedOn: (who) => `${who} started on`,
  answeredBefore: 'Answered before the chat',
  startedUpon: (who, by, text) =>
    by === null
      ? `${who} answered an automatic invitation: “${text}”`
      : `${who} answered the invitation by ${by}: “${text}”`,
  consented: (who) => `${who} agreed that we keep the conversation`,
  consentWithdrawn: (who) => `${who} took the consent back`,
  taken: (who) => (who === 'You' ? 'You took the conversation' : `${who} took the conversation`),
  handedOver: (who, to) => `${who} handed it over to ${to === 'You' ? 'you' : to}`,
  offeredOn: (who) =>
    who === 'You'
      ? 'You lost the connection, so colleagues were asked to go on'
      : `${who} lost the connection, so colleagues are asked to go on`,
  closed: (who) => `${who} closed the conversation`,
  reopened: (who) => `${who} reopened the conversation`,
  gone: 'This message was taken back',
  edited: 'edited',
  writtenAt: (time) => `written ${time}`,
  page: 'Written on',
  note: 'Note for colleagues',
  typing: (who) => `${who} is typing…`,
  newWords: 'New messages',
  toNewest: 'To the newest',
  earlier: {
    more: 'Earlier messages',
    loading: 'Loading earlier messages…',
    elsewhere: 'Earlier messages are not on this device. They come when there is a connection.',
    failed: 'Earlier messages could not be loaded.',
    beginning: 'The conversation begins here',
  },
};

export const actions: ActionsTexts = {
  take: 'Take',
  takeOver: 'Take over',
  handOver: 'Hand over',
  close: 'Close conversation',
  reopen: 'Reopen',
  rename: 'Rename',
  details: 'Details',
  messageActions: 'Message actions',
  edit: 'Edit',
  unsend: 'Unsend',
  copy: 'Copy text',
  copied: 'Copied',
};

export const marks: MarksTexts = {
  waiting: 'On this device',
  accepted: 'Accepted',
  delivered: 'Delivered',
  seen: 'Seen',
  late: 'No answer yet. Send again now',
  lateOffline: 'You are offline. It will be sent by itself; try now',
  unsaved: 'Not kept on this device',
};

export const composer: ComposerTexts = {
  label: 'Message',
  placeholder: 'Write a reply…',
  notePlaceholder: 'Write a note; the visitor does not see it…',
  kind: 'What you write',
  reply: 'Reply',
  note: 'Note',
  send: 'Send',
  saveEdit: 'Save',
  bytesLeft: (n) => `${count(n, { one: 'byte', other: 'bytes' })} left`,
  tooLong: (n) => `${count(n, { one: 'byte', other: 'bytes' })} too long`,
  hintModEnter: (key) => `${key}+Enter sends`,
  hintEnter: 'Enter sends, Shift+Enter breaks the line',
  takesIt: 'Your reply takes this conversation.',
  closed: 'This conversation is closed.',
  othersAnswer: (name) => `${name} answers here. You can leave a note.`,
  observer: 'You observe. Reading and handing over are yours.',
  helping: (name) => `You write along; ${name} sends it.`,
  alsoWriting: (name) => `Also writing: ${name}`,
  aside: {
    title: 'This draft has ended. Your words are kept on this device',
    putBack: 'Put them in',
    drop: 'Drop them',
  },
};

export const held: HeldTexts = {
  title: 'Not sent: something changed while you were offline',
  meanwhile: 'Meanwhile',
  change: {
    said: (who) => `${who} replied`,
    taken: (who) => `${who} took the conversation`,
    'handed-over': (who) => `${who} handed the conversation over`,
    closed: (who) => `${who} closed the conversation`,
    reopened: (who) => `${who} reopened the conversation`,
  },
  yours: 'Your reply',
  sendAnyway: 'Send anyway',
  keepAsNote: 'Keep as note',
  drop: 'Drop',
};

const reason: RejectedTexts['reason'] = (rejection) => {
  switch (rejection.reason) {
    case 'taken':
      return `${rejection.by.name} took it first.`;
    case 'not-yours':
      return rejection.by === null ? 'Take the conversation first.' : `${rejection.by.name} answers here.`;
    case 'closed':
      return 'The conversation is closed.';
    case 'too-late':
      return 'More than 10 minutes have passed.';
    case 'gone':
      return 'The message was taken back.';
    case 'not-author':
      return 'Only its author may change a message.';
    case 'empty':
      return 'There are no words in it.';
    case 'too-long':
      return 'It is longer than 8 KB.';
    case 'no-such-person':
      return 'This person does not answer chats any more.';
    case 'no-such-department':
      return 'This department is not there any more.';
    case 'alone':
      return 'Nobody else answers here: hand it over or close it.';
    case 'too-many':
      return 'It has 20 tags already.';
    case 'no-such-file':
      return 'The file is not on the server any more.';
    case 'answered':
      return 'It was answered already.';
    case 'address-in-use':
      return 'Somebody has this e-mail already.';
    case 'forbidden':
      return 'Your role does not allow it.';
    case 'not-found':
      return 'It is not there any more.';
    case 'suspended':
      return 'This visitor is blocked.';
    case 'no-address':
      return 'Where this visitor comes from is not known any more, or is the address of many.';
    case 'time-taken':
      return 'Everybody who works then has a call already.';
    case 'daily-limit':
      return 'The limit for today is used up.';
    case 'conflict':
    case 'invalid':
      return 'The server could not read it.';
  }
};

export const rejected: RejectedTexts = {
  title: 'Not done',
  verb: {
    'conversation.start': 'Start',
    'message.send': 'Reply',
    'message.edit': 'Edit',
    'message.unsend': 'Unsend',
    'file.answer': 'Answer to a file',
    'conversation.take': 'Take',
    'conversation.hand-over': 'Hand over',
    'conversation.bring-in': 'Bring in',
    'conversation.leave': 'Leave',
    'conversation.close': 'Close',
    'conversation.reopen': 'Reopen',
    'conversation.tag': 'Tag',
    'conversation.categorise': 'Category',
    'conversation.mute': 'No answer expected',
    'conversation.rate': 'Rating',
    'callback.ask': 'Callback',
    'callback.cancel': 'Callback cancelled',
    'callback.done': 'Callback done',
    'note.add': 'Note',
    'consent.give': 'Consent',
    'contact.update': 'Contact',
    'contact.tag': 'Tag of the contact',
    'contact.note': 'Note on the contact',
    'contact.rate': 'Score of the contact',
    'contact.remove': 'Deletion on a card',
    'contact.visit': 'Visit',
    'contact.describe': 'Attributes',
    'task.add': 'New task',
    'task.change': 'Change of a task',
    'task.done': 'Task done',
    'room.open': 'New room',
    'room.say': 'Message to colleagues',
    'room.edit': 'Change of a message to colleagues',
    'room.unsay': 'Message taken back',
    'room.rename': 'Name of a room',
    'room.add': 'People added to a room',
    'room.remove': 'Person removed from a room',
    'room.leave': 'Leaving a room',
    'visitor.block': 'Block',
    'visitor.unblock': 'Unblock',
    'transcript.send': 'Copy by e-mail',
  },
  reason,
  editAgain: 'Edit again',
};
