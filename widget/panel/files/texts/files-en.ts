import type { FileTexts } from './file-texts.ts';

export const texts: FileTexts = {
  held: 'Files to send',
  drop: 'Drop files here',
  open: (name) => `Open ${name}`,
  download: (name) => `Download ${name}`,
  asks: 'Waiting for our yes',
  refused: 'Not accepted',
  missing: 'It cannot be shown just now',
  sending: (percent) => `Sending ${percent}%`,
  waits: 'Waits for the connection',
  remove: (name) => `Remove ${name}`,
  problem: {
    'too-large': 'Not sent: it is too large',
    'type-refused': 'Not sent: programs are not accepted',
    unclean: 'Not sent: it tells where it was taken. Send it as a JPEG',
    'too-many': 'Not sent: too many files wait for our yes already',
    'no-room': 'Not sent: there is no room for it now',
    'not-allowed': 'Not sent: it cannot be sent here',
    empty: 'Not sent: there is nothing in it',
    unreadable: 'Not sent: it cannot be read. Folders cannot be sent',
    lost: 'Not sent: it is not on this device any more',
  },
  size: { language: 'en', units: ['B', 'KB', 'MB'] },
};
