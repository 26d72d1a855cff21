import type { LetterTexts } from './texts.ts';

export const en: LetterTexts = {
  test: {
    subject: 'E-mails are sent',
    words: (address) => `This is the test e-mail of ${address}. Visitors who have left will get answers by mail.`,
  },
  answer: {
    subject: (who, site) => `${who} answered you${site === '' ? '' : ` · ${site}`}`,
    greeting: (name) => (name === '' ? 'Hello,' : `Hello ${name},`),
    lead: (site) => `this is the answer to what you wrote in the chat${site === '' ? '' : ` of ${site}`}:`,
  },
  transcript: {
    subject: (site) => `Your conversation${site === '' ? '' : ` · ${site}`}`,
    lead: (site) => `this is the copy of your conversation${site === '' ? '' : ` with ${site}`} that you asked for.`,
    visitor: 'You',
    takenBack: '(taken back)',
  },
  code: {
    subject: (site) => `Your code${site === '' ? '' : ` · ${site}`}`,
    lead: (site) =>
      `Somebody who opened your conversation${site === '' ? '' : ` with ${site}`} from an e-mail wants to download or delete all that is kept of you there. If it is you, type this code in the chat:`,
    hint: 'It is good for a quarter of an hour, on that device. If it is not you, tell nobody the code: without it nothing happens.',
  },
  cut: 'It is long: the beginning is left out here and stands in the chat.',
  file: (name) => `[file: ${name}]`,
  open: 'Open the conversation',
  openHint:
    'To answer, open the conversation: replies to this e-mail reach nobody. The link is yours alone, so please do not pass it on.',
  openHintReply: (address) =>
    `To answer in the chat, open the conversation: a reply to this e-mail goes to ${address} and does not appear in the chat. The link is yours alone, so please do not pass it on.`,
  why: (site) =>
    `You get this e-mail because this address was left in the chat${site === '' ? '' : ` of ${site}`}. If that was not you, no more will come once you stop them:`,
  stop: 'No more e-mails',
};
