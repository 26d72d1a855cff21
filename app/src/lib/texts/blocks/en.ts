import type { BlocksTexts } from '../blocks-texts.ts';
import { counting } from '../plural.ts';

const count = counting('en');

export const blocks: BlocksTexts = {
  title: 'Block list',
  lead: 'Who may not write here, and until when. They can read what was said, and are told that the chat is suspended.',
  count: (n) => count(n, { one: 'block', other: 'blocks' }),
  empty: {
    title: 'Nobody is blocked',
    hint: 'A visitor is blocked from its conversation: menu, or V on the keyboard.',
  },
  search: 'Find in the list',
  nothingFound: 'Nobody in the list fits.',
  offline: 'No connection: addresses can be shown, added and taken off when it is back. Visitors can be unblocked now.',
  observersRead: 'Your role only reads this list.',
  block: 'Block',
  unblock: 'Unblock',
  undo: 'Undo',
  dialog: {
    title: (name) => `Block ${name}`,
    whom: 'Whom',
    visitor: 'This visitor',
    visitorHint: 'This browser, wherever it comes from.',
    address: 'Its network address',
    addressHint: 'Everybody who comes from there. A whole office or household may share it.',
    told: 'The visitor is told that the chat is suspended. The reason is for colleagues only.',
  },
  howLong: 'How long',
  amount: 'How many',
  unit: 'Minutes, hours or days',
  units: { minutes: 'minutes', hours: 'hours', days: 'days' },
  span: {
    minutes: (n) => count(n, { one: 'minute', other: 'minutes' }),
    hours: (n) => count(n, { one: 'hour', other: 'hours' }),
    days: (n) => count(n, { one: 'day', other: 'days' }),
  },
  ever: 'For ever',
  other: 'Another time…',
  reason: 'Reason',
  reasonHint: 'Spam, insults… Colleagues see it.',
  suspended: (until) => (until === null ? 'Suspended for good' : `Suspended until ${until}`),
  suspendedAddress: (until) =>
    until === null ? 'Suspended for good by its address' : `Suspended by its address until ${until}`,
  by: (name) => `by ${name}`,
  byYou: 'by you',
  unblocked: (name) => `${name} can write again.`,
  byHand: 'An admin added this address: it is taken off in the block list.',
  isBlocked: 'The visitor is blocked already',
  notBlocked: 'The visitor is not blocked',
  addressOf: (name) => `Address of ${name}`,
  anAddress: 'Address',
  aRange: 'Range of addresses',
  until: (time) => `until ${time}`,
  forEver: 'for ever',
  since: (time) => `since ${time}`,
  stopped: (n) => `has stopped ${count(n, { one: 'visitor', other: 'visitors' })}`,
  stoppedMany: (n) => `has stopped ${count(n, { other: 'visitors' })} or more`,
  unblockOf: (name) => `Unblock: ${name}`,
  open: (name) => `Conversation with ${name}`,
  add: 'Block an address or a range',
  newAddress: 'Address or range',
  newAddressHint: '203.0.113.7, 203.0.113.0/24 or 2001:db8::/48. An IPv6 address stands for its whole /64.',
  notAnAddress:
    'This is no address or range that can be blocked: not this server’s own, none wider than /8 (IPv6: /16).',
  ownAddress: 'You come from there yourself: your own office would be blocked with it. Choose a narrower range.',
  effect: {
    one: 'One address. An office or a household may share it.',
    household: 'One network of a household or office.',
    addresses: (n, first, last) => `${count(n, { one: 'address', other: 'addresses' })}, from ${first} to ${last}.`,
    households: (n, first, last) =>
      `${count(n, { one: 'network', other: 'networks' })} of a household or office each, from ${first} to ${last}.`,
    visitors: (n) =>
      n === 0
        ? 'No visitor of the last day came from there.'
        : `${count(n, { one: 'visitor', other: 'visitors' })} of the last day came from there.`,
    wide: 'Whole providers with all of their customers may be in it.',
  },
  download: 'Download as CSV',
  columns: ['Who', 'Address', 'Reason', 'Blocked by', 'Since', 'Until', 'Visitors stopped'],
};
