import type { Language } from '../../texts/languages.ts';
import type { Trouble } from '../notice.ts';
import type { EventKind } from '../thread.ts';

/** Words that nobody sees who has not written yet, or whose browser keeps what is written (WID7). */
export interface LaterWords {
  /** What happened in the conversation, with the name of who did it, or of the department. */
  readonly events: { readonly [Kind in EventKind]: (name: string) => string };
  readonly troubles: { readonly [Kind in Trouble]: string };
}

export const LATER_WORDS: { readonly [L in Language]: LaterWords } = {
  en: {
    events: {
      taken: (name) => `${name} joined`,
      'handed-over': (name) => `${name} will help you from here`,
      team: (name) => `Your conversation is now with ${name}. Somebody will answer you here.`,
      'brought-in': (name) => `${name} joined`,
      left: (name) => `${name} left the conversation`,
      lost: (name) => `${name} lost the connection. A colleague will continue.`,
      closed: (name) => `${name} closed the conversation`,
      reopened: (name) => `${name} opened the conversation again`,
    },
    troubles: {
      stoppedNote: 'The chat has stopped. Reload the page to go on; nothing you wrote is lost.',
      noStorage:
        'Your browser keeps nothing for this site. You can write, but the conversation will not survive leaving this page.',
      wiped: 'Data of this site was deleted from your browser. Messages that had not been sent yet may be lost.',
      full: 'Your device is full. New messages are sent, but they are not kept here until they arrive.',
    },
  },
  ru: {
    events: {
      taken: (name) => `Вам отвечает ${name}`,
      'handed-over': (name) => `Дальше вам поможет ${name}`,
      team: (name) => `Диалог передан в отдел «${name}». Вам ответят здесь.`,
      'brought-in': (name) => `Вам отвечает ${name}`,
      left: (name) => `${name} больше не участвует в диалоге`,
      lost: (name) => `${name}: пропала связь. Вам ответит коллега.`,
      closed: (name) => `Диалог завершён (${name})`,
      reopened: (name) => `Диалог снова открыт (${name})`,
    },
    troubles: {
      stoppedNote: 'Чат остановлен. Обновите страницу, чтобы продолжить: всё написанное сохранено.',
      noStorage:
        'Браузер ничего не сохраняет для этого сайта. Писать можно, но диалог пропадёт, когда вы уйдёте со страницы.',
      wiped: 'Данные этого сайта были удалены из браузера. Неотправленные сообщения могли пропасть.',
      full: 'На устройстве нет места. Новые сообщения отправляются, но до отправки здесь не сохраняются.',
    },
  },
  pl: {
    events: {
      taken: (name) => `Odpowiada ${name}`,
      'handed-over': (name) => `Dalej pomoże Ci ${name}`,
      team: (name) => `Rozmowa trafiła do działu „${name}”. Ktoś odpowie Ci tutaj.`,
      'brought-in': (name) => `Odpowiada ${name}`,
      left: (name) => `${name} nie uczestniczy już w rozmowie`,
      lost: (name) => `${name}: utrata połączenia. Odpowie ktoś z zespołu.`,
      closed: (name) => `${name}: rozmowa zakończona`,
      reopened: (name) => `${name}: rozmowa otwarta ponownie`,
    },
    troubles: {
      stoppedNote: 'Czat został zatrzymany. Odśwież stronę, aby kontynuować; nic nie przepadło.',
      noStorage:
        'Przeglądarka niczego nie zapisuje dla tej witryny. Możesz pisać, ale rozmowa zniknie po opuszczeniu strony.',
      wiped: 'Dane tej witryny usunięto z przeglądarki. Niewysłane wiadomości mogły przepaść.',
      full: 'Na urządzeniu brak miejsca. Nowe wiadomości są wysyłane, ale do tego czasu nie są tu przechowywane.',
    },
  },
};
