import type { AskingTexts } from './texts.ts';

export const pl: AskingTexts = {
  form: {
    lead: 'O co zapytać gościa przed pierwszą wiadomością. Nikogo nie pytamy dwa razy ani o to, co podała Twoja strona.',
    fields: { name: 'Imię', email: 'E-mail', phone: 'Telefon' },
    needs: { off: 'Nie pytać', optional: 'Opcjonalnie', required: 'Wymagane' },
    intro: 'Słowa nad formularzem',
    introHint: 'Puste: nasze słowa.',
    introIn: (language) => `Słowa nad formularzem: ${language}`,
    questions: 'Własne pytania',
    questionsHint: 'Odpowiedzi stoją na początku rozmowy, widzi je tylko zespół.',
    question: (number) => `Pytanie ${number}`,
    questionIn: (number, language) => `Pytanie ${number}: ${language}`,
    needOf: (number) => `Pytanie ${number}, odpowiedź`,
    wordless: 'Napisz je przynajmniej w jednym języku: w pozostałych zabrzmi tak samo.',
    add: 'Dodaj pytanie',
    remove: (number) => `Usuń pytanie ${number}`,
    departments: 'Działy do wyboru',
    departmentsHint: 'Rozmowa czeka na dział, który wybrał gość. Widać, czy ktoś z niego jest na miejscu.',
    noDepartments: 'Nie ma jeszcze działów.',
    place: 'Miejsce w kolejce i czas oczekiwania',
    placeHint: 'Widzi je ten, kto czeka; liczone z ostatnich rozmów. Dopóki nie wiemy, nic nie obiecujemy.',
  },
  nobody: {
    lead: 'Co widzi gość, gdy nikt z zespołu nie ma dyżuru dla tej strony albo nikt nie odpowiada.',
    form: 'Formularz zgłoszenia',
    formHint: 'Wyłączony: gość czyta po prostu, że nikogo nie ma, i pisze jak zwykle.',
    after: 'Zaproponuj zostawienie kontaktu po, s',
    afterHint: (least, most) => `Gdy tak długo nikt nie odpowiada: od ${least} do ${most}, 0: nigdy. Czat nadal czeka.`,
    back: 'Godziny pracy',
    backHint: 'Z nich goście wiedzą, kiedy ktoś wróci, według własnego zegara.',
  },
};
