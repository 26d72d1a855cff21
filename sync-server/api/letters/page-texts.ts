/** Words of the two pages that letters lead to. */
export interface PageTexts {
  readonly stop: {
    readonly title: string;
    readonly asks: string;
    readonly stop: string;
    readonly stopped: string;
    readonly undo: string;
    readonly again: string;
    readonly unknown: string;
    readonly retry: string;
  };
  readonly back: {
    readonly title: string;
    readonly lead: string;
    readonly open: string;
    readonly opening: string;
    readonly opened: string;
    readonly expired: string;
    readonly gone: string;
    readonly suspended: string;
    readonly tooMany: string;
    readonly noLine: string;
    readonly noStorage: string;
    readonly noScript: string;
    /** `%` is the host of the site's page. */
    readonly onward: string;
    readonly nowhere: string;
  };
}

export const PAGE_TEXTS: { readonly [language: string]: PageTexts } & { readonly en: PageTexts } = {
  en: {
    stop: {
      title: 'E-mails from the chat',
      asks: 'Send no more e-mails from the chat to this address?',
      stop: 'No more e-mails',
      stopped: 'No more e-mails will come to this address. Answers wait for you in the chat.',
      undo: 'Send me e-mails after all',
      again: 'E-mails come to this address again.',
      unknown: 'This link is not whole. Open it from the e-mail once more.',
      retry: 'This did not work just now. Please try again in a moment.',
    },
    back: {
      title: 'Your conversation',
      lead: 'This opens the conversation on this device. The link is yours: whoever has it can read along and answer for you.',
      open: 'Open the conversation',
      opening: 'Opening…',
      opened: 'The conversation is open. You can come back to it on this device at this address.',
      expired: 'This link is too old. Open the newest e-mail, or write in the chat of the site again.',
      gone: 'This conversation is not there any more.',
      suspended: 'This conversation cannot be opened from here for now.',
      tooMany: 'This link was opened on too many devices. Open it on one where you have had it before.',
      noLine: 'The server cannot be reached. Please try again.',
      noStorage: 'This browser keeps nothing, so the conversation cannot be opened here.',
      noScript: 'The conversation needs JavaScript.',
      onward: 'Continue on %',
      nowhere: 'The page of the site is not known any more. The conversation goes on here.',
    },
  },
  ru: {
    stop: {
      title: 'Письма из чата',
      asks: 'Больше не присылать на этот адрес письма из чата?',
      stop: 'Больше не присылать',
      stopped: 'Писем на этот адрес больше не будет. Ответы ждут вас в чате.',
      undo: 'Всё-таки присылать',
      again: 'Письма на этот адрес снова приходят.',
      unknown: 'Ссылка неполная. Откройте её из письма ещё раз.',
      retry: 'Сейчас не получилось. Попробуйте через минуту.',
    },
    back: {
      title: 'Ваш диалог',
      lead: 'Диалог откроется на этом устройстве. Ссылка личная: у кого она есть, тот может читать и отвечать за вас.',
      open: 'Открыть диалог',
      opening: 'Открываем…',
      opened: 'Диалог открыт. На этом устройстве к нему можно вернуться по этому же адресу.',
      expired: 'Ссылка устарела. Откройте последнее письмо или снова напишите в чат на сайте.',
      gone: 'Этого диалога больше нет.',
      suspended: 'Сейчас диалог отсюда открыть нельзя.',
      tooMany: 'Ссылку открывали на слишком многих устройствах. Откройте её там, где она уже была открыта.',
      noLine: 'Сервер недоступен. Попробуйте ещё раз.',
      noStorage: 'Этот браузер ничего не сохраняет, поэтому диалог здесь не открыть.',
      noScript: 'Для диалога нужен JavaScript.',
      onward: 'Продолжить на %',
      nowhere: 'Страница сайта больше не известна. Диалог можно продолжить здесь.',
    },
  },
  pl: {
    stop: {
      title: 'Wiadomości e-mail z czatu',
      asks: 'Nie wysyłać więcej wiadomości e-mail z czatu na ten adres?',
      stop: 'Nie chcę więcej wiadomości',
      stopped: 'Na ten adres nie przyjdzie już żadna wiadomość. Odpowiedzi czekają na czacie.',
      undo: 'Jednak przysyłajcie',
      again: 'Wiadomości znów przychodzą na ten adres.',
      unknown: 'Link jest niepełny. Otwórz go z wiadomości jeszcze raz.',
      retry: 'Teraz się nie udało. Spróbuj za chwilę.',
    },
    back: {
      title: 'Twoja rozmowa',
      lead: 'Rozmowa otworzy się na tym urządzeniu. Link jest tylko dla Ciebie: kto go ma, może czytać i odpowiadać za Ciebie.',
      open: 'Otwórz rozmowę',
      opening: 'Otwieram…',
      opened: 'Rozmowa jest otwarta. Na tym urządzeniu wrócisz do niej pod tym samym adresem.',
      expired: 'Ten link jest za stary. Otwórz najnowszą wiadomość albo napisz ponownie na czacie strony.',
      gone: 'Tej rozmowy już nie ma.',
      suspended: 'Teraz nie można stąd otworzyć rozmowy.',
      tooMany: 'Ten link otwierano na zbyt wielu urządzeniach. Otwórz go tam, gdzie już był otwarty.',
      noLine: 'Serwer jest nieosiągalny. Spróbuj ponownie.',
      noStorage: 'Ta przeglądarka niczego nie zapisuje, więc rozmowy nie da się tu otworzyć.',
      noScript: 'Rozmowa wymaga JavaScriptu.',
      onward: 'Kontynuuj na %',
      nowhere: 'Strona nie jest już znana. Rozmowę możesz prowadzić dalej tutaj.',
    },
  },
};

/** By what the browser asks for. */
export function pageLanguage(header: string | undefined): 'en' | 'ru' | 'pl' {
  for (const wish of header?.split(',') ?? []) {
    const known = (['en', 'ru', 'pl'] as const).find((one) => wish.trim().toLowerCase().startsWith(one));
    if (known !== undefined) return known;
  }
  return 'en';
}
