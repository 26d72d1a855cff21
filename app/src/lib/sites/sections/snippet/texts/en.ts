import type { SeenTexts } from './texts.ts';

export const en: SeenTexts = {
  title: 'Is it there?',
  never:
    'No page has asked for this chat since the server started. Put the snippet in, then open a page of your site: it shows here within seconds.',
  on: 'Seen on pages of',
  awayFrom: 'The chat stayed away from pages of',
  last: 'last',
  otherAddress: 'Those pages are not at an address of this site: name it, and the chat is there with the next page.',
  archived: 'The site is archived. Bring it back, and the chat is there with the next page.',
  unknown: 'Whether a page asks for it is known to the server alone, and there is no connection to it.',
};
