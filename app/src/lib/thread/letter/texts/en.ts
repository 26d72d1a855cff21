import type { LetterTexts } from './texts.ts';

export const en: LetterTexts = {
  goes: (to, time) => `A letter to ${to} goes at ${time}, unless it is read before.`,
  leaving: (to) => `The letter to ${to} is on its way to the mail server.`,
  none: {
    'no-address': () => 'The visitor gave no e-mail address: they see your answer when they are back on the site.',
    off: () => 'No letter goes: no mail server is set up. They see your answer when they are back on the site.',
    never: () => 'No letter goes: answers of this site are not sent by e-mail.',
    stopped: (to) => `No letter goes to ${to}: the visitor has asked for no more letters.`,
    refused: (to) => `No letter goes to ${to}: the address does not take letters.`,
    blocked: () => 'No letter goes: the visitor is blocked.',
  },
  lastKnown: 'As this device knows it, without a connection.',
};
