import type { RequestsTexts } from '../requests-texts.ts';

export const requests: RequestsTexts = {
  left: 'Left while nobody was there. Your answer shows in the chat when they come back to the site.',
  mark: 'Request',
  noReach: 'No e-mail, no phone',
  callback: {
    title: 'Wants to be called',
    wanted: 'Wants to be called',
    soon: 'as soon as possible',
    said: (who, phone, when) => `${who} asked to be called: ${phone}, ${when === '' ? 'as soon as possible' : when}`,
    cancelled: (who) => `${who} no longer wants to be called`,
    called: (who) => `${who} called`,
    notCalled: (who) => `${who} marked the call as not made`,
    done: 'Called',
    undo: 'Not called yet',
    task: (phone) => `Call ${phone}`,
  },
  rating: {
    title: 'Rating',
    words: { 1: 'Poor', 2: 'Not good', 3: 'OK', 4: 'Good', 5: 'Excellent' },
    said: (who, score, comment) =>
      `${who} rated the conversation ${score} of 5${comment === '' ? '' : `: “${comment}”`}`,
    of: (score) => `${score} of 5`,
    any: 'Any rating',
  },
};
