import type { EditingTexts } from '../editing-texts.ts';

export const editing: EditingTexts = {
  plain: 'Editing your message',
  left: (time) => `Editing your message · ${time} left`,
  over: 'The ten minutes for changes are over',
  leftShort: (time) => `${time} left`,
  leftChange: 'A change you have not saved',
  asNew: 'Write it anew',
  nothingToEdit: 'No message of yours can be changed any more',
  fieldHasText: 'Something stands in the field',
};
