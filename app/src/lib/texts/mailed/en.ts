import type { MailedTexts } from '../mailed-texts.ts';

export const mailed: MailedTexts = {
  title: 'Mail',
  mark: (time) => `e-mailed ${time}`,
  notMailed: 'not e-mailed',
  left: {
    answer: (to) => `Answer e-mailed${to === '' ? '' : ` to ${to}`}`,
    transcript: (to) => `Copy e-mailed${to === '' ? '' : ` to ${to}`}`,
  },
  failed: {
    refused: 'Not e-mailed: the mail server refused it',
    'gave-up': 'Not e-mailed: the mail server took no e-mails for a day',
    stopped: 'Not e-mailed: the visitor has asked for no more e-mails',
    'no-address': 'Not e-mailed: no e-mail address that the visitor gave',
    'too-many': 'Not e-mailed: too many e-mails to this address today',
    nothing: 'No copy e-mailed: nobody has answered yet',
  },
  asked: (who) => `${who} asked for a copy by e-mail`,
};
