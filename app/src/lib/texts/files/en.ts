import type { FilesTexts } from '../files-texts.ts';
import { counting } from '../plural.ts';
import { sizeIn } from '../sizes.ts';

const count = counting('en');

export const files: FilesTexts = {
  attach: 'Attach files',
  dropHere: 'Drop to send',
  dropNote: 'You can send files once you answer this conversation',
  sending: (percent) => `Sending ${percent} %`,
  waits: 'Waits for its turn',
  waitsOffline: 'Waits for the connection',
  cancel: (name) => `Do not send ${name}`,
  remove: (name) => `Remove ${name}`,
  retry: 'Try again',
  notSent: (name) => `${name} was not sent`,
  problem: (problem, megabytes) =>
    ({
      'too-large': `It is larger than ${megabytes} MB.`,
      'type-refused': 'Programs cannot be sent.',
      unclean: 'It tells where it was taken, and that cannot be taken out. Send it as a JPEG.',
      'too-many': 'Too many files wait already. Let some go first.',
      'no-room': 'The server has no room for it now.',
      'not-saved': 'This device has no room to keep it until it is sent.',
      empty: 'There is nothing in it.',
      unreadable: 'It cannot be read. Folders cannot be sent.',
      'not-allowed': 'This conversation does not take it any more.',
      lost: 'It is not on this device any more.',
    })[problem],
  open: (name) => `Open ${name}`,
  download: 'Download',
  downloadName: (name) => `Download ${name}`,
  notHere: 'Shows when you are online',
  failed: 'It cannot be had just now',
  viewer: 'Picture',
  previous: 'Previous picture',
  next: 'Next picture',
  place: (at, of) => `${at} of ${of}`,
  asks: (who) => `${who} wants to send a file`,
  accept: 'Accept',
  refuse: 'Refuse',
  acceptName: (name) => `Accept ${name}`,
  refuseName: (name) => `Refuse ${name}`,
  accepted: 'Accepted',
  refused: 'Refused',
  onlyWhoAnswers: 'Whoever answers decides',
  waiting: (n) => `${count(n, { one: 'file', other: 'files' })} waiting`,
  size: sizeIn('en', ['B', 'KB', 'MB']),
};
