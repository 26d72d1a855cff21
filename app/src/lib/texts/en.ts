import { team } from './team/en.ts';
import { animals } from './animals/en.ts';
import { blocks } from './blocks/en.ts';
import { card } from './card/en.ts';
import { editing } from './editing/en.ts';
import { emoji } from './emoji/en.ts';
import { files } from './files/en.ts';
import { find } from './find/en.ts';
import { inbox } from './inbox/en.ts';
import { keyboard } from './keyboard/en.ts';
import { lists } from './lists/en.ts';
import { notify } from './notify/en.ts';
import { requests } from './requests/en.ts';
import { rooms } from './rooms/en.ts';
import { forms } from './forms/en.ts';
import { schedule } from './schedule/en.ts';
import { share } from './share/en.ts';
import { teamwork } from './teamwork/en.ts';
import { templates } from './templates/en.ts';
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
  animals,
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
    notHere: 'This page is not on this device yet',
    notHereHint: 'It opens by itself once there is a connection. What you wrote is kept.',
  },
  line: {
    label: 'Connection',
    synced: 'Synced',
    sending: 'Sending',
    connecting: 'Connecting…',
    offlineSince: (time) => `Offline since ${time}`,
    repliesWaiting: (n) => `${count(n, { one: 'reply', other: 'replies' })} waiting`,
    actionsWaiting: (n) => `${count(n, { one: 'action', other: 'actions' })} waiting`,
    draftsHere: (n) => `${count(n, { one: 'draft', other: 'drafts' })} only on this device`,
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
    missed: 'Missed',
    requests: 'Requests',
    closed: 'Closed',
    all: 'All open',
    empty: {
      mine: { title: 'Nothing on your desk', hint: 'Take a conversation from New and it will wait for you here.' },
      new: { title: 'Nobody is waiting', hint: 'When a visitor writes on your site, the conversation appears here.' },
      others: {
        title: 'Colleagues are free',
        hint: 'Conversations that others answer are listed here, for you to read.',
      },
      missed: {
        title: 'Nobody went without an answer',
        hint: 'Who leaves before they are answered, or is closed upon, stands here with the reason.',
      },
      requests: {
        title: 'No requests',
        hint: 'What visitors leave while nobody is there stands here, with how to reach them.',
      },
      closed: { title: 'Nothing closed today', hint: 'Conversations stay here for a day after they are closed.' },
      all: { title: 'Nothing is open', hint: 'All open conversations of the team are listed here.' },
    },
  },
  list: {
    label: 'Conversations',
    noWords: 'No words yet',
    unread: 'Unread',
    waiting: 'Waiting',
    ourWords: (text) => `We: ${text}`,
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
  inbox,
  wentOn: { title: 'While you had no connection, these went on to colleagues' },
  thread: {
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
  },
  team,
  handOver: {
    title: 'Hand over to',
    nobody: 'There is nobody else who answers chats.',
  },
  contact: {
    title: 'Visitor',
    name: 'Name',
    email: 'E-mail',
    phone: 'Phone',
    saved: 'Saved',
    site: 'Site',
    startedAt: 'Started',
    pages: 'Pages',
  },
  erase: {
    open: 'Erase this person…',
    title: (name) => `Erase ${name} for good?`,
    lead: 'This cannot be undone. What goes:',
    card: 'the card: name, e-mail, phone, address, tags, notes, tasks and visits',
    conversations: 'every conversation with this person, with its notes and drafts, also from search',
    devices: 'every copy on the devices of your team and of this person, as soon as each of them is online',
    backups:
      'Earlier backups keep this until they are replaced. If one of them is restored, the person is erased again.',
    confirm: 'Erase for good',
    busy: 'Erasing…',
    offline: 'This needs a connection. Nothing was erased.',
    unsure: 'The connection was lost before the answer came. Try again to be sure.',
    failed: 'The server could not erase this person. Try again.',
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
      modEnter: (key) => `${key}+Enter sends`,
      enter: 'Enter sends',
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
    unknownDevice: 'Another device',
    signOutSession: 'End session',
    lastUsed: (time) => `Last used ${time}`,
    about: 'About',
    build: 'Build',
    signOut: 'Sign out',
    signOutWarning: (n) =>
      `${count(n, { one: 'thing you did has', other: 'things you did have' })} not been sent yet and will be lost if you sign out now.`,
    signOutDrop: 'Sign out anyway',
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
      fileMegabytes: { label: 'Largest file of staff', hint: 'Megabytes of one file that staff send.' },
      visitorFileMegabytes: {
        label: 'Largest file of a visitor',
        hint: 'Megabytes of one file that a visitor sends. Each waits for a yes.',
      },
    },
  },
  operation: {
    backups: 'Backups',
    backupsLead: 'Made while everybody goes on working. They stay on the server; nobody can take one away from here.',
    noBackups: 'There is no backup yet.',
    backUpNow: 'Back up now',
    backingUp: (percent) => `Backing up… ${percent} %`,
    backedUp: 'The backup is made.',
    backupFailed: (detail) => `The last backup was not made. ${detail}`,
    backupReason: {
      schedule: 'by schedule',
      button: 'by button',
      command: 'by command',
      upgrade: 'before an upgrade',
    },
    backupSize: (megabytes, entries) => `${megabytes} MB · ${count(entries, { one: 'entry', other: 'entries' })}`,
    restore: 'How to restore one',
    restoreHow: [
      'Stop the server on its machine.',
      'In its folder run: npm run restore -- <file>',
      'Start the server. The data of before is kept aside, and devices send again what waited on them.',
    ],
    doctor: 'How the machine is',
    doctorLead: 'What the workspace needs of its machine, looked at from the server and from this browser.',
    checkNow: 'Look now',
    checkAgain: 'Look again',
    checking: 'Looking…',
    checkedAt: (time) => `Looked at ${time}`,
    verdict: { ok: 'Fine', look: 'Look at this', broken: 'Broken', 'not-set-up': 'Not set up' },
    check: {
      address: 'Address',
      socket: 'Live line',
      disk: 'Room on the disk',
      sync: 'Speed of the disk',
      database: 'Database',
      documents: 'Conversations',
      drafts: 'Drafts',
      files: 'Files',
      clock: 'Clock',
      backups: 'Backups',
      memory: 'Memory',
      mail: 'Mail',
      push: 'Push',
      version: 'Version',
    },
    saying: {
      'address tls': ({ url }) => [`${url} answers, encrypted.`],
      'address local': ({ url }) => [`${url} is this machine itself, for trying it out.`],
      'address plain': ({ url }) => [
        `${url} answers without encryption: whoever is on the way reads along, and browsers refuse to install the app.`,
        'Put a proxy with a certificate in front, and set PUBLIC_URL to its https address.',
      ],
      'address not-set': () => [
        'The server does not know by which address people come.',
        'Set PUBLIC_URL, for example to https://chat.example.com.',
      ],
      'address unreachable': ({ url, detail }) => [
        `${url} does not answer from the server (${detail}).`,
        'Look at the name, the proxy and the firewall.',
      ],
      'address no-server': ({ detail }) => [`Nothing answers on the machine (${detail}).`, 'Look at the log.'],
      'socket open': ({ ms }) => [`A WebSocket through the address opens in ${ms} ms.`],
      'socket refused': ({ detail }) => [
        `A WebSocket through the address does not open (${detail}).`,
        'Let the proxy pass /sync with the headers Upgrade and Connection.',
      ],
      'disk roomy': ({ freeMegabytes, dataMegabytes }) => [
        `${freeMegabytes} MB are free; the data takes ${dataMegabytes} MB.`,
      ],
      'disk tight': ({ freeMegabytes, dataMegabytes }) => [
        `${freeMegabytes} MB are free for ${dataMegabytes} MB of data: soon there is no room for a backup or an upgrade.`,
        'Make room, or keep fewer backups.',
      ],
      'disk full': ({ freeMegabytes }) => [
        `Only ${freeMegabytes} MB are free: messages will soon be refused.`,
        'Make room now.',
      ],
      'disk failed': ({ detail }) => [`It cannot be looked at (${detail}).`, 'Look at the log and at the disk.'],
      'sync quick': ({ medianMs, worstMs }) => [
        `What is written is safe in ${medianMs} ms, at worst in ${worstMs} ms.`,
      ],
      'sync slow': ({ medianMs }) => [
        `It takes ${medianMs} ms until what is written is safe, and each message waits for it.`,
        'A faster disk makes everything quicker.',
      ],
      'sync too-slow': ({ medianMs }) => [
        `It takes ${medianMs} ms until what is written is safe.`,
        'Move the data to another disk; a network share is too slow.',
      ],
      'sync failed': ({ detail }) => [`It cannot be measured (${detail}).`, 'Look at the log and at the disk.'],
      'database whole': () => ['The file is whole.'],
      'database damaged': ({ detail }) => [`The file is damaged (${detail}).`, 'Stop the server and restore a backup.'],
      'database failed': ({ detail }) => [`It cannot be looked at (${detail}).`, 'Look at the log and at the disk.'],
      'documents sound': ({ rows }) => [`Every row is as it was written (${rows}).`],
      'documents snapshots': ({ count: n }) => [
        `Damaged snapshots: ${n}. They are made anew from what is whole; nothing is lost.`,
        'If it goes on, look at the disk.',
      ],
      'documents refused': ({ count: n, first }) => [
        `Damaged and therefore not shown: ${n} (${first}). All others go on.`,
        'Restore a backup to have them back.',
      ],
      'documents failed': ({ detail }) => [`They cannot be looked at (${detail}).`, 'Look at the log.'],
      'drafts whole': () => ['No draft was found damaged.'],
      'drafts put-aside': ({ count: n, first, day }) => [
        `Found damaged and put aside: ${n}; the newest on ${day} (${first}).`,
        'What could be read stands in the draft again. If it goes on, look at the disk.',
      ],
      'drafts failed': ({ detail }) => [`They cannot be looked at (${detail}).`, 'Look at the log.'],
      'files whole': ({ count: n, megabytes }) => [`All ${n} files of conversations are there (${megabytes} MB).`],
      'files missing': ({ missing, first }) => [
        `Files that are not there as they were: ${missing} (${first}).`,
        'Words are whole. Restore a backup to have the files back.',
      ],
      'files failed': ({ detail }) => [`They cannot be looked at (${detail}).`, 'Look at the log.'],
      'clock right': () => ['It agrees with the one outside.'],
      'clock differs': ({ seconds }) => [
        `It differs by ${seconds} s from the one outside.`,
        'Let the machine set its clock by the network.',
      ],
      'clock unknown': () => ['Nobody outside told the time.', 'It is compared as soon as the address answers.'],
      'backups fresh': ({ hours, count: n }) => [`The newest is ${hours} h old. Kept: ${n}.`],
      'backups late': ({ hours }) => [`The newest is ${hours} h old, and should be younger.`, 'Back up now.'],
      'backups by-hand': ({ hours }) => [
        `They are made by hand only; the newest is ${hours} h old.`,
        'Set how often they are made, under Workspace.',
      ],
      'backups all-kept': ({ count: n }) => [
        `Settings under Workspace cannot be read, so none is deleted. Kept: ${n}.`,
        'Look at them there, then change one and save.',
      ],
      'backups none': () => ['There is none yet.', 'Back up now.'],
      'backups failed': ({ detail }) => [`The last one was not made: ${detail}`, 'Mend that, then back up now.'],
      'memory enough': ({ freeMegabytes, processMegabytes }) => [
        `The server takes ${processMegabytes} MB; ${freeMegabytes} MB are free.`,
      ],
      'memory little': ({ freeMegabytes }) => [
        `Only ${freeMegabytes} MB are free.`,
        'Give the machine more, or stop what else runs there.',
      ],
      'memory much': ({ processMegabytes }) => [
        `The server takes ${processMegabytes} MB.`,
        'Restart it at a quiet moment.',
      ],
      'mail none': () => ['Not set up: answers wait in the chat for visitors to come back.'],
      'mail ready': ({ host, sent, waiting }) => [
        `Letters leave by ${host}. In the last day: ${sent}; waiting: ${waiting}.`,
      ],
      'mail failing': ({ host, detail, waiting }) => [
        `The last try to send by ${host} failed: ${detail}. Letters that wait and are tried again for a day: ${waiting}.`,
        'Look at the mail settings and send a test letter.',
      ],
      'mail gave-up': ({ failed, sent }) => [
        `Letters that could not be delivered in the last day: ${failed}; sent: ${sent}.`,
        'Each conversation says by the answer why.',
      ],
      'mail no-password': ({ host }) => [
        `The password for ${host} cannot be read here: the data came from elsewhere, and its key stayed there.`,
        'Type the password again in the mail settings.',
      ],
      'mail no-address': () => ['Letters have no address for their links, so none leaves.', 'Set PUBLIC_URL.'],
      'push none': () => ['Ready. Nobody has switched it on yet: everybody does so in their own settings.'],
      'push ready': () => ['Ready.'],
      'push devices': ({ devices }) => [`Browsers called while Holdline is closed: ${devices}.`],
      'push not-secure': () => [
        'Browsers take push only from an https address, and people reach this server by none.',
        'Put a proxy with TLS before the server.',
      ],
      'push unreachable': ({ host }) => [
        `The push service ${host} cannot be reached. Calls wait and are tried again.`,
        'Let the server reach it by https.',
      ],
      'push refused': ({ host, status }) => [
        `The push service ${host} refused the last push with ${status}.`,
        'Look at the server’s clock and at PUBLIC_URL; then switch push off and on on that device.',
      ],
      'version known': ({ program, data, protocol, node }) => [
        `Holdline ${program} · data ${data} · protocol ${protocol} · Node ${node}`,
      ],
    },
    here: 'From this browser',
    hereSocket: 'A WebSocket to the server opens from here, and the clocks agree.',
    hereNoSocket: [
      'A WebSocket to the server does not open from here.',
      'Let the proxy pass /sync with the headers Upgrade and Connection.',
    ],
    hereClock: (seconds) => [
      `The clock of this device differs from the server’s by ${seconds} s.`,
      'Set one of them right; messages are ordered by the server’s.',
    ],
  },
  find,
  history: {
    title: 'History',
    label: 'Search in all conversations',
    placeholder: 'Words, a name, an e-mail…',
    clear: 'Clear',
    filters: 'Filters',
    filtersOn: (n) => `${count(n, { one: 'filter', other: 'filters' })} on`,
    forgetFilters: 'Take the filters off',
    operator: 'Operator',
    anyone: 'Anyone',
    site: 'Site',
    anySite: 'Any site',
    state: 'State',
    anyState: 'Any state',
    from: 'From',
    until: 'Until',
    order: 'Order',
    orders: { newest: 'Newest first', oldest: 'Oldest first', relevance: 'Best fit first' },
    results: 'Results',
    ofVisitors: 'Contacts',
    searching: 'Searching…',
    found: (n, isAll) => `${isAll ? '' : 'The first '}${count(n, { one: 'conversation', other: 'conversations' })}`,
    messages: (n) => count(n, { one: 'message', other: 'messages' }),
    hits: (n, hasMore) => count(n, { one: 'hit', other: 'hits' }, hasMore ? '+' : ''),
    contact: {
      name: 'Name',
      email: 'E-mail',
      phone: 'Phone',
      address: 'Address',
      attribute: 'Attributes',
      note: 'Note on the contact',
      details: 'Contact',
    },
    noteBy: (who) => `Note, ${who}`,
    none: { title: 'Nothing found', hint: 'Try fewer words, another form of them, or fewer filters.' },
    nothing: {
      title: 'No conversations yet',
      hint: 'Whatever visitors and colleagues write can be found here for years.',
    },
    failed: { title: 'The search did not work', hint: 'The server could not answer. Try again.' },
    choose: { title: 'Choose a conversation', hint: 'Press ↓ to go from the search field to the results.' },
    onDevice: (n) =>
      `No connection. Searching ${count(n, { one: 'conversation', other: 'conversations' })} on this device; the whole history is on the server.`,
    readingDevice: 'No connection. Reading what is on this device…',
    more: 'Show more',
    lookedTo: (day) => `Looked as far as ${day}.`,
    lookFurther: 'Look further',
    hitOf: (hit, of) => `${hit} of ${of}`,
    nextHit: 'Next hit',
    previousHit: 'Previous hit',
    endFinding: 'End the search',
    elsewhere: (time) => `The hit of ${time} is in an earlier part of this conversation.`,
  },
  editing,
  emoji,
  files,
  keyboard,
  card,
  lists,
  notify,
  requests,
  rooms,
  schedule,
  blocks,
  forms,
  share,
  teamwork,
  templates,
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
  },
};
