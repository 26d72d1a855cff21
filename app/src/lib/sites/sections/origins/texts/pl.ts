import type { OriginsTexts } from './texts.ts';

export const pl: OriginsTexts = {
  lead: 'Gdzie w internecie jest sama strona. Nie trzeba tu nic podawać: bez tego wszystko działa jak dotąd, tylko wiadomości e-mail nie prowadzą z powrotem na stronę.',
  list: 'Adresy, po jednym w wierszu',
  listHint:
    'Z https:// na początku i bez ścieżki. https://*.shop.example oznacza wszystkie nazwy poniżej shop.example. Serwera samego czatu nie trzeba podawać.',
  wrong: (line) => `„${line}” nie jest adresem witryny: wpisz go tak: https://shop.example`,
  tooLong: (line, most) => `„${line.slice(0, 40)}…” jest za długi: adres ma najwyżej ${most} znaków.`,
  tooMany: (most) => `Najwyżej ${most} adresów.`,
  only: 'Czat jest tylko na tych stronach',
  onlyHint:
    'Gdy ktoś wstawi Twój kod na strony pod innym adresem, czat zniknie z nich w ciągu pięciu minut. Utrudnia to kopie Twojej strony w przeglądarkach, ale nie zatrzyma programu, który sam łączy się z serwerem. Strony wewnątrz aplikacji i pliki otwierane z dysku nie mają adresu, więc na nich czatu też nie będzie.',
  onlyNone: 'Zadziała, gdy podasz choć jeden adres.',
  uses: [
    'Wiadomość e-mail z odpowiedzią prowadzi na naszą stronę z rozmową, a stamtąd jednym kliknięciem na stronę, na której pisał odwiedzający, z otwartym czatem: tylko na strony pod tymi adresami i nigdy pod adres, który ktoś wstawił do wiadomości.',
    'Pokazuje je strona z kodem, żeby ten, kto go wstawia, wiedział, gdzie jest jego miejsce.',
  ],
  belongs: 'Ta strona jest pod adresem',
  belongsOnly: 'Na stronach pod innymi adresami czatu nie będzie.',
  unnamed:
    'Nikt jeszcze nie podał, gdzie jest ta strona. Podaj adres, a wiadomości e-mail będą prowadzić z powrotem na jej podstrony.',
  change: 'Adresy witryny',
};
