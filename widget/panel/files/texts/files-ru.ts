import type { FileTexts } from './file-texts.ts';

export const texts: FileTexts = {
  held: 'Файлы к отправке',
  open: (name) => `Открыть ${name}`,
  download: (name) => `Скачать ${name}`,
  asks: 'Ждёт нашего согласия',
  refused: 'Не принят',
  missing: 'Сейчас его не показать',
  sending: (percent) => `Отправляется, ${percent} %`,
  waits: 'Ждёт соединения',
  remove: (name) => `Убрать ${name}`,
  problem: {
    'too-large': 'Не отправлен: файл слишком большой',
    'type-refused': 'Не отправлен: программы не принимаются',
    unclean: 'Не отправлен: в нём записано место съёмки. Отправьте как JPEG',
    'too-many': 'Не отправлен: слишком много файлов уже ждёт согласия',
    'no-room': 'Не отправлен: сейчас для него нет места',
    'not-allowed': 'Не отправлен: сюда его отправить нельзя',
    empty: 'Не отправлен: файл пуст',
    lost: 'Не отправлен: его больше нет на этом устройстве',
  },
  size: { language: 'ru', units: ['Б', 'КБ', 'МБ'] },
};
