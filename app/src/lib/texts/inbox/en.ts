import type { Missed } from '#schema/conversation/missed.ts';
import { counting } from '../plural.ts';
import type { InboxTexts } from '../inbox-texts.ts';

const count = counting('en');

function missed({ how, by, lost }: Missed): string {
  if (how === 'closed') return by === undefined ? 'Closed without an answer' : `Not answered, closed by ${by}`;
  if (how === 'late') return `${by ?? 'We'} answered after they had left`;
  const why = by === undefined ? 'nobody took it' : lost ? `${by} had lost the connection` : `${by} did not answer`;
  return how === 'left' ? `Left: ${why}` : `Over 30 min: ${why}`;
}

export const inbox: InboxTexts = {
  missed,
  done: 'Done',
  doneWith: (name) => `Done with ${name}`,
  isDone: (name) => `${name} is done with`,
  isClosed: (name) => `${name} is closed`,
  isTaking: (name) => `You take ${name}`,
  undo: 'Undo',
  movedTo: (section) => `Now in ${section}`,
  find: 'Filter the list',
  placeholder: 'Filter by name, words, tag',
  filters: 'Site, tag, order',
  site: 'Site',
  anySite: 'All sites',
  department: 'Department',
  anyDepartment: 'All departments',
  tag: 'Tag',
  anyTag: 'Any tag',
  order: 'Order',
  orders: { wait: 'Longest wait first', time: 'Newest first' },
  shown: (shown, all) => `${shown} of ${count(all, { one: 'conversation', other: 'conversations' })} shown`,
  takeOff: (what) => `Take off ${what}`,
  showAll: 'Show all',
  waitHidden: (n) => `${count(n, { one: 'visitor waits', other: 'visitors wait' })} out of sight`,
  nothing: { title: 'Nothing here fits the filter', hint: 'The others are there all the same.' },
  moreTags: (n) => `and ${count(n, { one: 'tag', other: 'tags' })} more`,
};
