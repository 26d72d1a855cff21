import type { EditingTexts } from '../editing-texts.ts';

export const editing: EditingTexts = {
  plain: 'Edytujesz swoją wiadomość',
  left: (time) => `Edytujesz wiadomość · zostało ${time}`,
  over: 'Dziesięć minut na zmianę minęło',
  leftShort: (time) => `jeszcze ${time}`,
  leftChange: 'Zmiana, której nie zapisano',
  asNew: 'Napisz od nowa',
  nothingToEdit: 'Żadnej wiadomości nie można już zmienić',
  fieldHasText: 'W polu jest tekst',
};
