import type { FilesTexts } from '../files-texts.ts';
import { counting } from '../plural.ts';
import { sizeIn } from '../sizes.ts';

const count = counting('ru');

export const files: FilesTexts = {
  attach: 'Прикрепить файлы',
  dropHere: 'Отпустите, чтобы отправить',
  dropNote: 'Файлы можно отправлять в диалоге, на который отвечаете вы',
  sending: (percent) => `Отправляется, ${percent} %`,
  waits: 'Ждёт очереди',
  waitsOffline: 'Ждёт соединения',
  cancel: (name) => `Не отправлять ${name}`,
  remove: (name) => `Убрать ${name}`,
  retry: 'Повторить',
  notSent: (name) => `Файл ${name} не отправлен`,
  problem: (problem, megabytes) =>
    ({
      'too-large': `Файл больше ${megabytes} МБ.`,
      'type-refused': 'Программы отправлять нельзя.',
      unclean: 'В снимке записано, где он сделан, и убрать это не удалось. Отправьте его как JPEG.',
      'too-many': 'Слишком много файлов уже ждёт. Сначала отпустите часть из них.',
      'no-room': 'На сервере сейчас нет места.',
      'not-saved': 'На этом устройстве нет места, чтобы хранить его до отправки.',
      empty: 'Файл пуст.',
      unreadable: 'Его не удалось прочитать. Папки отправлять нельзя.',
      'not-allowed': 'Этот диалог его больше не принимает.',
      lost: 'На этом устройстве его больше нет.',
    })[problem],
  open: (name) => `Открыть ${name}`,
  download: 'Скачать',
  downloadName: (name) => `Скачать ${name}`,
  notHere: 'Покажется, когда будет связь',
  failed: 'Сейчас его не получить',
  viewer: 'Изображение',
  previous: 'Предыдущее изображение',
  next: 'Следующее изображение',
  place: (at, of) => `${at} из ${of}`,
  asks: (who) => `${who}: просит принять файл`,
  accept: 'Принять',
  refuse: 'Отклонить',
  acceptName: (name) => `Принять ${name}`,
  refuseName: (name) => `Отклонить ${name}`,
  accepted: 'Принят',
  refused: 'Отклонён',
  onlyWhoAnswers: 'Решает тот, кто отвечает',
  waiting: (n) =>
    `${count(n, { one: 'файл', few: 'файла', many: 'файлов', other: 'файла' })} ${new Intl.PluralRules('ru').select(n) === 'one' ? 'ждёт' : 'ждут'}`,
  size: sizeIn('ru', ['Б', 'КБ', 'МБ']),
};
