import type { Missed } from '#schema/conversation/missed.ts';
import { counting } from '../plural.ts';
import type { InboxTexts } from '../inbox-texts.ts';

const count = counting('ru');

function missed({ how, by, lost }: Missed): string {
  if (how === 'closed') return by === undefined ? 'Закрыт без ответа' : `Закрыт без ответа: ${by}`;
  if (how === 'late') return by === undefined ? 'Ответ пришёл после ухода' : `Ответ пришёл после ухода: ${by}`;
  const left = how === 'left' ? 'Ушёл' : 'Ждёт 30+ мин';
  if (by === undefined) return `${left}: никто не взял`;
  return lost ? `${left}, нет связи: ${by}` : `${left} без ответа: ${by}`;
}

export const inbox: InboxTexts = {
  missed,
  done: 'Готово',
  doneWith: (name) => `Готово: ${name}`,
  isDone: (name) => `Ответа больше не ждут: ${name}`,
  isClosed: (name) => `Закрыт: ${name}`,
  isTaking: (name) => `Вы берёте: ${name}`,
  undo: 'Вернуть',
  movedTo: (section) => `Теперь в разделе «${section}»`,
  find: 'Отобрать в списке',
  placeholder: 'Имя, слова или метка',
  filters: 'Сайт, метка, порядок',
  site: 'Сайт',
  anySite: 'Все сайты',
  department: 'Отдел',
  anyDepartment: 'Все отделы',
  tag: 'Метка',
  anyTag: 'Любая метка',
  order: 'Порядок',
  orders: { wait: 'Кто ждёт дольше', time: 'Сначала новые' },
  shown: (shown, all) =>
    `Показано ${shown} из ${count(all, { one: 'диалога', few: 'диалогов', many: 'диалогов', other: 'диалога' })}`,
  takeOff: (what) => `Убрать: ${what}`,
  showAll: 'Показать все',
  waitHidden: (n) =>
    `Не видно из-за отбора: ${count(n, { one: 'посетитель ждёт', few: 'посетителя ждут', many: 'посетителей ждут', other: 'посетителя ждут' })}`,
  nothing: { title: 'Под отбор ничего не подходит', hint: 'Остальные диалоги на месте.' },
  moreTags: (n) => `и ещё ${count(n, { one: 'метка', few: 'метки', many: 'меток', other: 'метки' })}`,
};
