import { counting } from '../plural.ts';
import type { ScheduleTexts } from '../schedule-texts.ts';

const count = counting('en');
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

export const schedule: ScheduleTexts = {
  title: 'Working hours',
  lead: 'When each person is on duty. Their status follows by itself; a status chosen by hand holds until their next shift begins or ends.',
  count: (n) => count(n, { one: 'person', other: 'people' }),
  adminsChange: 'Admins and owners change the hours.',
  offline: 'No connection: the hours can be read here, and changed when the connection is back.',
  people: 'People',
  everybody: 'Everybody',
  choose: (name) => `Change ${name} as well`,
  only: (name) => `Only ${name}`,
  hours: (minutes) => `${number.format(minutes / 60)} h`,
  noHours: 'by hand',
  grid: {
    label: (names) => `Week of ${names}`,
    hint: 'Click or drag over the hours; drag again to clear. With the keyboard: arrows, Shift for more, Space.',
    on: 'on duty',
    off: 'off duty',
    part: 'partly on duty',
    area: (days, from, until) => `${days}, ${from}–${until}`,
  },
  nextMidnight: '24:00',
  differ: (n) => `These ${n} people work at different times. What you paint holds for all of them.`,
  times: {
    title: 'To the minute',
    free: 'off',
    from: (day) => `${day}, from`,
    to: (day) => `${day}, to`,
    nextDay: 'next day',
    add: (day) => `Add hours on ${day}`,
    remove: (day, times) => `Remove ${times} on ${day}`,
  },
  presets: { office: 'Mon–Fri 9–17', always: 'Around the clock', clear: 'Clear' },
  zone: { label: 'Time zone', hint: 'The hours go by the clock of this place, daylight saving time included.' },
  daysOff: {
    title: 'Days off',
    lead: 'Nobody’s shift begins on these days. A night shift that began the evening before goes on.',
    none: 'No days off are coming.',
    day: 'Day',
    until: 'Last day, if several',
    name: 'Name, if you like',
    add: 'Add',
    remove: (day) => `Remove ${day}`,
  },
  leave: {
    title: 'Leave',
    of: (names) => `Leave of ${names}`,
    none: 'No leave is coming.',
    until: (day) => `on leave until ${day}`,
  },
  status: {
    onUntil: (time) => `By schedule on duty until ${time}. What you choose here holds until then.`,
    on: 'By schedule on duty around the clock.',
    offUntil: (time) => `By schedule off duty until ${time}. What you choose here holds until then.`,
    off: 'By schedule off duty.',
    byHandUntil: (time) => `Chosen by hand. From ${time} on the schedule counts again.`,
    byHand: 'Chosen by hand.',
  },
  colleague: { until: (time) => `until ${time}`, back: (time) => `back ${time}` },
  end: {
    at: (time) => `Your shift ends at ${time}.`,
    open: (n) => `Finish ${count(n, { one: 'open conversation', other: 'open conversations' })} or hand over:`,
    none: 'You have no open conversations.',
    more: (n) => `and ${n} more`,
  },
};
