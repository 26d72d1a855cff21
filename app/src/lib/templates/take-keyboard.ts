/** For a field that comes because somebody asked for it: it has the keyboard, and what stands in it is typed over. */
export const takeKeyboard = (field: HTMLInputElement): void => {
  field.focus();
  field.select();
};
