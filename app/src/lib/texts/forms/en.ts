import type { FormsTexts } from '../forms-texts.ts';

export const forms: FormsTexts = {
  back: 'You had not saved this yet.',
  startOver: 'Discard',
  gone: 'Deleted by somebody else meanwhile. Saving brings it back.',
  unsaved: 'Not saved',
};
