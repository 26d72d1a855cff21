import type { OriginsTexts } from './texts.ts';

export const en: OriginsTexts = {
  lead: 'Where the site itself is on the web. Nothing has to be named here: without it everything works as before, only e-mails do not lead back to the site.',
  list: 'Addresses, one a line',
  listHint:
    'With https:// in front and without a path. https://*.shop.example stands for all names below shop.example. The server of the chat itself need not be named.',
  wrong: (line) => `“${line}” is no address of a site: write it like https://shop.example`,
  tooLong: (line, most) => `“${line.slice(0, 40)}…” is too long: an address has at most ${most} characters.`,
  tooMany: (most) => `At most ${most} addresses.`,
  only: 'The chat stands on these pages only',
  onlyHint:
    'Where somebody has put your snippet on pages of another address, the chat stays away from them within five minutes. This keeps off copies of your site in browsers; it is no lock against a program that talks to the server by itself. Pages in an app and files opened from a disk have no address, so the chat stays away from them too.',
  onlyNone: 'It takes effect once an address is named.',
  uses: [
    'An e-mail with an answer leads to a page of ours with the conversation, and from there with one press back to the page where the visitor wrote, with the chat open: only to pages of these addresses, and never to one that somebody else has put into a message.',
    'The page of the snippet shows them, so that whoever puts it in knows where it belongs.',
  ],
  belongs: 'This site is at',
  belongsOnly: 'On pages of other addresses the chat stays away.',
  unnamed: 'Nobody has said yet where this site is. Name its address, and e-mails lead back to its pages.',
  change: 'Web addresses',
};
