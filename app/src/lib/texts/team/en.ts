import { counting } from '../plural.ts';
import type { TeamTexts } from '../team-texts.ts';

const count = counting('en');
const list = new Intl.ListFormat('en');

export const team: TeamTexts = {
  title: 'Team',
  button: (status) => `Your status: ${status}. Team`,
  yours: 'Your status',
  colleagues: 'Colleagues',
  nobody: 'There is nobody else yet.',
  standing: {
    online: 'Online',
    away: 'Away',
    invisible: 'Invisible',
    offline: 'Offline',
    lost: 'Not connected',
    expected: 'Not known yet',
  },
  meaning: {
    online: 'New chats are for you',
    away: 'No new chats; colleagues may bring you in',
    invisible: 'You work, visitors see nobody',
    offline: 'Off duty',
  },
  duty: {
    title: 'On duty for',
    all: 'All sites',
    unnamed: 'Main site',
    others:
      'What waits on other sites is in Others’ and does not ring; their visitors are not told that you are there.',
    count: (n) => count(n, { one: 'site', other: 'sites' }),
  },
  untold: 'Colleagues see it when you are connected again.',
  stillYours: (n) => `You still answer ${count(n, { one: 'open conversation', other: 'open conversations' })}.`,
  lastKnown: 'You are not connected: this is how it was last.',
  load: (n) => `Answers ${count(n, { one: 'open conversation', other: 'open conversations' })}`,
  noLoad: 'Answers nobody now',
  observes: 'Observer',
  hasOpen: 'Has open:',
  looking: (names) => `${list.format(names)} ${names.length === 1 ? 'has' : 'have'} this open now`,
  preview: (name) => `${name} is typing, not sent yet`,
  previewSetting: {
    label: 'Show operators what visitors type',
    hint: 'Before it is sent. The widget tells the visitor so.',
  },
};
