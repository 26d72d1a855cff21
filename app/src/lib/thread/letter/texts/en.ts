import type { LetterTexts } from './texts.ts';

export const en: LetterTexts = {
  goes: (to, time, isToday) => `An e-mail to ${to} goes ${isToday ? 'at' : 'on'} ${time}, unless it is read before.`,
  leaving: (to) => `The e-mail to ${to} is on its way to the mail server.`,
  none: {
    'no-address': () => 'There is no e-mail address to write to: they see your answer when they are back on the site.',
    off: () => 'No e-mail goes: no mail server is set up. They see your answer when they are back on the site.',
    never: () => 'No e-mail goes: answers of this site are not sent by e-mail.',
    stopped: (to) => `No e-mail goes to ${to}: the visitor has asked for no more e-mails.`,
    refused: (to) => `No e-mail goes to ${to}: the mail server said that there is no such mailbox.`,
    blocked: () => 'No e-mail goes: the visitor is blocked.',
  },
  lastKnown: 'As this device knows it, without a connection.',
};
