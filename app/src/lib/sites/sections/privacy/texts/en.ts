import type { PrivacyTexts } from './texts.ts';

export const en: PrivacyTexts = {
  lead: 'What is kept of the visitors of this site, and what they can do about it themselves.',
  keep: 'Delete closed conversations',
  asWorkspace: 'As the workspace says',
  ownTime: 'After a time of their own',
  days: 'Days after the end',
  daysHint: (least, most) => `From ${least} to ${most}. With the last conversation the visitor’s card goes too.`,
  selfService: 'Visitors help themselves',
  selfServiceHint:
    'In the chat’s menu they download all that is kept of them, and have it erased, without asking anybody.',
  parameters: 'Kept parameters of addresses',
  parametersHint:
    'Names, with commas between. Your team sees a page’s address without its query, where tokens and order secrets stand; name what it needs to know a page by. Campaign words (utm_…) are told apart from it.',
  parametersWrong: 'At most 20 names of at most 40 characters, without & = ? and #.',
  short: 'Shorten network addresses',
  shortHint:
    'Once a visitor has left, only the part of the address is remembered that many have in common (203.0.113.0/24). Who blocks an address then blocks all of that part.',
};
