import type { RequestsTexts } from '../requests-texts.ts';

export const requests: RequestsTexts = {
  left: 'Left while nobody was there. Your answer shows in the chat when they come back to the site.',
  mark: 'Request',
  noReach: 'No e-mail, no phone',
};
