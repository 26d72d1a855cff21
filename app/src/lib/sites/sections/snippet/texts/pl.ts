import type { SeenTexts } from './texts.ts';

export const pl: SeenTexts = {
  title: 'Czy już tam jest?',
  never:
    'Od uruchomienia serwera żadna strona nie poprosiła o ten czat. Wstaw kod i otwórz stronę swojej witryny: pojawi się tu w ciągu kilku sekund.',
  on: 'Widziany na stronach',
  awayFrom: 'Czatu nie było na stronach',
  last: 'ostatnio',
  otherAddress: 'Te strony nie mają adresu tej witryny: podaj go, a czat będzie na następnej stronie.',
  archived: 'Witryna jest w archiwum. Przywróć ją, a czat będzie na następnej stronie.',
  unknown: 'O tym, czy strona o niego prosi, wie tylko serwer, a nie ma z nim połączenia.',
};
