import type { PrivacyTexts } from './texts.ts';

export const pl: PrivacyTexts = {
  lead: 'Co jest przechowywane o odwiedzających tę stronę i co mogą z tym zrobić sami.',
  keep: 'Usuwanie zamkniętych rozmów',
  asWorkspace: 'Jak w całej przestrzeni',
  ownTime: 'Po własnym czasie',
  days: 'Dni po zamknięciu',
  daysHint: (least, most) => `Od ${least} do ${most}. Z ostatnią rozmową znika też karta odwiedzającego.`,
  selfService: 'Odwiedzający radzą sobie sami',
  selfServiceHint: 'W menu czatu pobierają wszystko, co o nich przechowujemy, i usuwają to bez pytania kogokolwiek.',
  parameters: 'Parametry zostające w adresach',
  parametersHint:
    'Nazwy oddzielone przecinkami. Zespół widzi adres strony bez zapytania, w którym bywają tokeny i sekrety zamówień; podaj to, bez czego strony nie da się rozpoznać. Słowa kampanii (utm_…) są przekazywane osobno.',
  parametersWrong: 'Najwyżej 20 nazw po 40 znaków, bez & = ? i #.',
  short: 'Skracaj adresy sieciowe',
  shortHint:
    'Gdy odwiedzający wyjdzie, z adresu zostaje tylko część wspólna dla wielu (203.0.113.0/24). Zablokowanie adresu obejmuje wtedy całą tę część.',
};
