import type { MailedTexts } from '../mailed-texts.ts';

export const mailed: MailedTexts = {
  title: 'Poczta',
  mark: (time) => `wysłano e-mailem ${time}`,
  notMailed: 'nie wysłano e-mailem',
  left: {
    answer: (to) => `Odpowiedź wysłana e-mailem${to === '' ? '' : ` na ${to}`}`,
    transcript: (to) => `Kopia wysłana e-mailem${to === '' ? '' : ` na ${to}`}`,
  },
  failed: {
    refused: 'E-mail nie został wysłany: serwer poczty odmówił przyjęcia',
    'gave-up': 'E-mail nie został wysłany: serwer poczty przez dobę nie przyjmował wiadomości',
    stopped: 'E-mail nie został wysłany: odwiedzający zrezygnował z wiadomości',
    'no-address': 'E-mail nie został wysłany: nie ma adresu, który podał sam odwiedzający',
    'too-many': 'E-mail nie został wysłany: dziś poszło na ten adres za dużo wiadomości',
    nothing: 'Kopia nie została wysłana: nikt jeszcze nie odpowiedział',
  },
  asked: (who) => `${who}: prośba o kopię e-mailem`,
};
