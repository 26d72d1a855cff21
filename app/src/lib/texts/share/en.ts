import type { ShareTexts } from '../share-texts.ts';
import { counting } from '../plural.ts';

const count = counting('en');
const files = (n: number): string => count(n, { one: 'file', other: 'files' });

export const share: ShareTexts = {
  title: 'Share into a conversation',
  hint: 'Choose whom it is for. It is put into your reply, and nothing is sent yet.',
  hintFiles: 'Choose whom it is for. Nothing is sent before you press the button.',
  hintBoth: 'Choose whom it is for. The button sends the files; the words are put into your reply.',
  nowhere: 'There is no open conversation to put it into.',
  nowhereFiles: 'Files can be sent in conversations that you answer, or that nobody answers yet. There is none now.',
  drop: 'Do not share',
  files: 'Shared files',
  choose: 'Choose a conversation',
  send: (n, name) => `Send ${files(n)} to ${name}`,
  offline: 'There is no connection. The files wait on this device and leave by themselves.',
  lost: (n) => `This device had no room for ${files(n)}.`,
  again: 'Holdline was not ready to take it. Please share it once more.',
  failed: 'That did not work, and nothing was lost. Try again.',
  nothing: {
    title: 'Nothing was shared',
    hint: 'Share a text, a link or files from another app, and choose Holdline.',
  },
};
