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
    refused: 'E-mail nie wyszedł: ten adres nie przyjmuje listów',
    'gave-up': 'E-mail nie wyszedł: serwer poczty przez dobę nie przyjmował listów',
    stopped: 'E-mail nie wyszedł: odwiedzający zrezygnował z listów',
    'no-address': 'E-mail nie wyszedł: odwiedzający nie podał adresu',
    'too-many': 'E-mail nie wyszedł: dziś poszło na ten adres za dużo listów',
    nothing: 'Kopia nie wyszła: nikt jeszcze nie odpowiedział',
  },
  asked: (who) => `${who}: prośba o kopię e-mailem`,
};
