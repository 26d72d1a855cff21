import type { ShareTexts } from '../share-texts.ts';

export const share: ShareTexts = {
  title: 'Share into a conversation',
  hint: 'Choose whom it is for. It is put into your reply, and nothing is sent yet.',
  nowhere: 'There is no open conversation to put it into.',
  drop: 'Do not share',
  nothing: { title: 'Nothing was shared', hint: 'Share a text or a link from another app, and choose Holdline.' },
};
