import type { RequestsTexts } from '../requests-texts.ts';

export const requests: RequestsTexts = {
  left: 'Zostawione, gdy nikogo nie było. Twoja odpowiedź pokaże się na czacie po powrocie na stronę.',
  mark: 'Zgłoszenie',
  noReach: 'Bez e-maila i telefonu',
  callback: {
    title: 'Prosi o telefon',
    wanted: 'Prosi o telefon',
    soon: 'jak najszybciej',
    said: (who, phone, when) => `Prośba o telefon: ${phone}, ${when === '' ? 'jak najszybciej' : when} (${who})`,
    cancelled: (who) => `Telefon już niepotrzebny: ${who}`,
    called: (who) => `Telefon wykonany: ${who}`,
    notCalled: (who) => `Telefon jednak niewykonany: ${who}`,
    done: 'Zadzwoniono',
    undo: 'Jeszcze nie',
    task: (phone) => `Zadzwoń: ${phone}`,
  },
  rating: {
    title: 'Ocena',
    words: { 1: 'Źle', 2: 'Słabo', 3: 'W porządku', 4: 'Dobrze', 5: 'Świetnie' },
    said: (who, score, comment) => `Ocena rozmowy: ${score} z 5${comment === '' ? '' : `, „${comment}”`} (${who})`,
    of: (score) => `${score} z 5`,
    any: 'Dowolna ocena',
  },
};
