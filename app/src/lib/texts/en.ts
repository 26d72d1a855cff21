import { team } from './team/en.ts';
import { animals } from './animals/en.ts';
import { blocks } from './blocks/en.ts';
import { card } from './card/en.ts';
import { editing } from './editing/en.ts';
import { emoji } from './emoji/en.ts';
import { files } from './files/en.ts';
import { find } from './find/en.ts';
import { inbox } from './inbox/en.ts';
import { history } from './history/en.ts';
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
import { actions, composer, held, marks, rejected, thread } from './thread/en.ts';
import { counting } from './plural.ts';
import type { Texts } from './texts.ts';

const count = counting('en');

export const texts: Texts = {
  language: 'en',
  languageName: 'English',
  animals,
  common: {
    range: (least, most) => `A whole number from ${least} to ${most}`,
    skip: 'Skip to main content',
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
  thread,
  actions,
  marks,
  composer,
  held,
  rejected,
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
    pages: 'Wrote on',
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
  find,
  history,
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
