import type { RequestsTexts } from '../requests-texts.ts';

export const requests: RequestsTexts = {
  left: 'Zostawione, gdy nikogo nie było. Twoja odpowiedź pokaże się na czacie po powrocie na stronę.',
  mark: 'Zgłoszenie',
  noReach: 'Bez e-maila i telefonu',
};
