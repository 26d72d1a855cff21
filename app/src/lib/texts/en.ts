import { counting } from './plural.ts';
import type { Texts } from './texts.ts';

const count = counting('en');

const reason: Texts['rejected']['reason'] = (rejection) => {
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
    case 'address-in-use':
      return 'Somebody has this e-mail already.';
    case 'forbidden':
      return 'Your role does not allow it.';
    case 'not-found':
      return 'It is not there any more.';
    case 'daily-limit':
      return 'The limit for today is used up.';
    case 'conflict':
    case 'invalid':
      return 'The server could not read it.';
  }
};

export const texts: Texts = {
  language: 'en',
  languageName: 'English',
  animals:
    'Otter,Fox,Owl,Lynx,Heron,Badger,Hare,Falcon,Beaver,Marten,Robin,Crane,Seal,Puffin,Raven,Moose,Stork,Swift,Dolphin,Koala,Panda,Penguin,Tiger,Lion,Wolf,Bear,Deer,Hedgehog,Squirrel,Swan,Eagle,Parrot,Turtle,Whale,Zebra,Giraffe,Camel,Lemur,Bison,Ibex,Jaguar,Cheetah,Kiwi,Pelican,Flamingo,Sparrow,Magpie,Woodpecker'.split(
      ',',
    ),
  common: {
    cancel: 'Cancel',
    save: 'Save',
    close: 'Close',
    dismiss: 'Dismiss',
    retry: 'Try again',
    back: 'Back',
    you: 'You',
    loading: 'Loading',
    notFound: 'There is no such page',
    somethingBroke: 'Something broke. What you wrote is kept on this device.',
    reload: 'Reload',
  },
  line: {
    label: 'Connection',
    synced: 'Synced',
    sending: 'Sending',
    connecting: 'Connecting…',
    offlineSince: (time) => `Offline since ${time}`,
    repliesWaiting: (n) => `${count(n, { one: 'reply', other: 'replies' })} waiting`,
    actionsWaiting: (n) => `${count(n, { one: 'action', other: 'actions' })} waiting`,
    needYou: (n) => (n === 1 ? '1 needs your decision' : `${n} need your decision`),
    signInAgain: 'Signed out by the server. Sign in again; what waits is kept.',
    signIn: 'Sign in',
    tooOld: 'This version is too old for the server. Reload; what waits is kept.',
    stopped: 'The server ended the connection. Reload; what waits is kept.',
    storage: {
      unavailable:
        'This browser does not let Holdline store anything. Messages leave only while this page is open and online.',
      full: 'This device’s storage is full. New messages are not kept on it: stay online until they are sent.',
      wiped:
        'This browser’s data was cleared. Messages that had not been sent from here may be gone; please check your last replies.',
      closed: 'This browser closed its storage. New messages are not kept on this device: reload when they are sent.',
    },
  },
  sections: {
    label: 'Sections',
    mine: 'Mine',
    new: 'New',
    others: 'Others’',
    closed: 'Closed',
    empty: {
      mine: { title: 'Nothing on your desk', hint: 'Take a conversation from New and it will wait for you here.' },
      new: { title: 'Nobody is waiting', hint: 'When a visitor writes on your site, the conversation appears here.' },
      others: {
        title: 'Colleagues are free',
        hint: 'Conversations that others answer are listed here, for you to read.',
      },
      closed: { title: 'Nothing closed today', hint: 'Conversations stay here for a day after they are closed.' },
    },
  },
  list: {
    label: 'Conversations',
    noWords: 'No words yet',
    unread: 'Unread',
    waiting: 'Waiting',
    yourWords: (text) => `You: ${text}`,
    answers: (name) => `${name} answers`,
    answersGone: (name) => `${name} answers, but is not connected`,
    tentative: 'Tentative',
    unsent: 'Waiting on this device',
    needsYou: 'Needs your decision',
    draft: 'Draft',
    nothingOpen: 'Choose a conversation',
    nothingOpenHint: 'Pick one from the list, or press J and K to walk through it.',
  },
  thread: {
    label: 'Conversation',
    unknown: 'Not on this device yet',
    unknownHint: 'It will open as soon as there is a connection.',
    state: { waiting: 'Waiting', active: 'Active', closed: 'Closed' },
    youAnswer: 'You answer',
    answers: (name) => `${name} answers`,
    tentative: 'yours when the line is back, if nobody is quicker',
    nobodyAnswers: 'Nobody answers yet',
    today: 'Today',
    yesterday: 'Yesterday',
    started: (who) => `${who} started the conversation`,
    startedOn: (who) => `${who} started on`,
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
  },
  actions: {
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
  },
  marks: {
    waiting: 'On this device',
    accepted: 'Accepted',
    delivered: 'Delivered',
    seen: 'Seen',
    late: 'No answer yet. Send again now',
    lateOffline: 'You are offline. It will be sent by itself; try now',
    unsaved: 'Not kept on this device',
  },
  composer: {
    label: 'Message',
    placeholder: 'Write a reply…',
    notePlaceholder: 'Write a note; the visitor does not see it…',
    kind: 'What you write',
    reply: 'Reply',
    note: 'Note',
    send: 'Send',
    saveEdit: 'Save',
    editing: 'Editing your message',
    bytesLeft: (n) => `${count(n, { one: 'byte', other: 'bytes' })} left`,
    tooLong: (n) => `${count(n, { one: 'byte', other: 'bytes' })} too long`,
    hintModEnter: (key) => `${key}+Enter sends`,
    hintEnter: 'Enter sends, Shift+Enter breaks the line',
    takesIt: 'Your reply takes this conversation.',
    closed: 'This conversation is closed.',
    othersAnswer: (name) => `${name} answers here. You can leave a note.`,
    observer: 'You observe. Reading and handing over are yours.',
  },
  held: {
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
  },
  rejected: {
    title: 'Not done',
    verb: {
      'conversation.start': 'Start',
      'message.send': 'Reply',
      'message.edit': 'Edit',
      'message.unsend': 'Unsend',
      'conversation.take': 'Take',
      'conversation.hand-over': 'Hand over',
      'conversation.close': 'Close',
      'conversation.reopen': 'Reopen',
      'note.add': 'Note',
      'contact.update': 'Contact',
    },
    reason,
    editAgain: 'Edit again',
  },
  handOver: {
    title: 'Hand over to',
    nobody: 'There is nobody else who answers chats.',
    online: 'Online',
    away: 'Away',
  },
  contact: {
    title: 'Visitor',
    name: 'Name',
    email: 'E-mail',
    phone: 'Phone',
    saved: 'Saved',
    calledSoFar: (name) => `We call this visitor ${name} until the name is known.`,
    site: 'Site',
    startedAt: 'Started',
    pages: 'Pages they wrote from',
  },
  signIn: {
    title: 'Sign in',
    lead: 'Pick up where the conversations are.',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'This e-mail and password do not fit.',
    tooMany: 'Too many tries. Wait a minute.',
    noNetwork: 'The server cannot be reached. Try again when there is a network.',
    continueAs: (name) => `Go on as ${name}`,
  },
  setup: {
    title: 'Set up Holdline',
    lead: 'You become the owner of this workspace.',
    name: 'Your name',
    passwordHint: 'At least 10 characters',
    submit: 'Create the workspace',
    noToken: 'Open the set-up link that the server printed when it started.',
    badToken: 'This link is not valid any more. Use the one that the server printed last.',
    alreadyDone: 'This workspace has an owner already.',
  },
  settings: {
    title: 'Settings',
    backToDesk: 'Back to the desk',
    you: 'You',
    language: 'Language',
    languageAuto: 'As in the browser',
    theme: 'Theme',
    themes: { auto: 'As in the system', light: 'Light', dark: 'Dark' },
    sendKey: 'Sending with the keyboard',
    sendKeys: {
      modEnter: (key) => `${key}+Enter sends, Enter breaks the line`,
      enter: 'Enter sends, Shift+Enter breaks the line',
    },
    people: 'People',
    peopleLead: 'Everybody who works in this workspace.',
    role: 'Role',
    roles: { observer: 'Observer', operator: 'Operator', admin: 'Admin', owner: 'Owner' },
    roleHint: {
      observer: 'Reads everything and hands over',
      operator: 'Answers visitors',
      admin: 'Answers, adds people, may close and hand over for others',
      owner: 'May do everything',
    },
    addPerson: 'Add a person',
    firstPassword: 'First password',
    firstPasswordHint: 'At least 10 characters. Tell it to the person yourself.',
    add: 'Add',
    added: (name) => `${name} can sign in now.`,
    needsNetwork: 'This needs a connection.',
    addressInUse: 'Somebody has this e-mail already.',
    sessions: 'Sessions',
    sessionsLead: 'Where you are signed in.',
    thisDevice: 'This device',
    signOutSession: 'End session',
    lastUsed: (time) => `Last used ${time}`,
    about: 'About',
    build: 'Build',
    signOut: 'Sign out',
    signOutWarning: (n) =>
      `${count(n, { one: 'thing you did has', other: 'things you did have' })} not been sent yet. Signing out now forgets them.`,
    signOutDrop: 'Sign out and forget them',
    staySignedIn: 'Stay signed in',
    failed: 'That did not work. Try again.',
  },
  workspace: {
    title: 'Workspace',
    lead: 'What holds for everybody here. Only admins and owners see it.',
    emptyIsNever: 'Empty: never.',
    range: (least, most) => `A whole number from ${least} to ${most}`,
    fields: {
      offerOnAfterSeconds: {
        label: 'Offer a waiting visitor to colleagues',
        hint: 'Seconds after whoever answers has lost the connection.',
      },
      packAfterDays: {
        label: 'Pack closed conversations',
        hint: 'Days after their end. Packed ones take less room and can still be read, found and reopened.',
      },
      deleteClosedAfterDays: {
        label: 'Delete closed conversations',
        hint: 'Days after their end. What is deleted cannot be brought back.',
      },
      backupEveryHours: { label: 'Make a backup', hint: 'Hours from one to the next.' },
      backupsKept: { label: 'Backups that are kept', hint: 'When there are more, the oldest goes.' },
    },
  },
  app: {
    install: 'Install',
    installHint: 'Install Holdline on this device',
    updateReady: 'A new version is ready',
    updateNeeded: 'This version is too old for the server',
    updateKeeps: (drafts, commands) => {
      const kept = [
        drafts > 0 ? count(drafts, { one: 'draft', other: 'drafts' }) : '',
        commands > 0 ? count(commands, { one: 'waiting action', other: 'waiting actions' }) : '',
      ].filter((part) => part !== '');
      return kept.length === 0 ? 'It takes a second.' : `${kept.join(' and ')} on this device will be kept.`;
    },
    updateNow: 'Reload now',
    later: 'Later',
    settings: 'Settings',
    shortcuts: 'Keyboard shortcuts',
    desk: 'Desk',
    shortcut: {
      move: 'Next, previous conversation',
      open: 'Open it',
      sections: 'Mine, New, Others’, Closed',
      take: 'Take',
      reply: 'Write a reply',
      note: 'Write a note',
      editLast: 'Edit your last message (empty field)',
      closeConversation: 'Close or reopen',
      help: 'This sheet',
    },
  },
};
