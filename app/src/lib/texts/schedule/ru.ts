import { counting } from '../plural.ts';
import type { ScheduleTexts } from '../schedule-texts.ts';

const count = counting('ru');
const number = new Intl.NumberFormat('ru', { maximumFractionDigits: 2 });

export const schedule: ScheduleTexts = {
  title: 'Рабочее время',
  lead: 'Когда кто на смене. Статус меняется сам; выбранный вручную держится до ближайшего начала или конца смены.',
  count: (n) => count(n, { one: 'человек', few: 'человека', other: 'человек' }),
  adminsChange: 'Часы меняют администраторы и владельцы.',
  offline: 'Нет связи: график можно посмотреть, а изменить — когда связь вернётся.',
  people: 'Люди',
  everybody: 'Все',
  choose: (name) => `Менять и для ${name}`,
  only: (name) => `Только ${name}`,
  hours: (minutes) => `${number.format(minutes / 60)} ч`,
  noHours: 'вручную',
  grid: {
    label: (names) => `Неделя: ${names}`,
    hint: 'Щёлкните или проведите по часам; ещё раз — чтобы стереть. С клавиатуры: стрелки, Shift — выделить, пробел.',
    on: 'на смене',
    off: 'не на смене',
    part: 'частично на смене',
    area: (days, from, until) => `${days}, ${from}–${until}`,
  },
  nextMidnight: '24:00',
  differ: (n) =>
    `У выбранных (${count(n, { one: 'человек', few: 'человека', other: 'человек' })}) разное время. Что отметите, будет у всех.`,
  times: {
    title: 'До минуты',
    free: 'выходной',
    from: (day) => `${day}, с`,
    to: (day) => `${day}, до`,
    nextDay: 'на другой день',
    add: (day) => `Добавить часы: ${day}`,
    remove: (day, times) => `Убрать ${times}: ${day}`,
  },
  presets: { office: 'Пн–Пт 9–17', always: 'Круглосуточно', clear: 'Очистить' },
  zone: { label: 'Часовой пояс', hint: 'Часы считаются по времени этого места, с учётом перехода на летнее время.' },
  daysOff: {
    title: 'Праздники и выходные',
    lead: 'В эти дни смены не начинаются. Ночная смена, начатая накануне вечером, продолжается.',
    none: 'Ближайших выходных нет.',
    day: 'День',
    until: 'Последний день, если их несколько',
    name: 'Название, если нужно',
    add: 'Добавить',
    remove: (day) => `Убрать ${day}`,
  },
  leave: {
    title: 'Отпуск',
    of: (names) => `Отпуск: ${names}`,
    none: 'Ближайших отпусков нет.',
    until: (day) => `в отпуске по ${day}`,
  },
  status: {
    onUntil: (time) => `По графику вы на смене до ${time}. Выбранное здесь держится до этого времени.`,
    on: 'По графику вы на смене круглосуточно.',
    offUntil: (time) => `По графику вы не на смене до ${time}. Выбранное здесь держится до этого времени.`,
    off: 'По графику вы не на смене.',
    byHandUntil: (time) => `Выбрано вручную. Дальше по графику: ${time}.`,
    byHand: 'Выбрано вручную.',
  },
  colleague: { until: (time) => `до ${time}`, back: (time) => `вернётся ${time}` },
  end: {
    at: (time) => `Смена заканчивается в ${time}.`,
    open: (n) =>
      `Завершите ${count(n, { one: 'открытый диалог', few: 'открытых диалога', other: 'открытых диалогов' })} или передайте:`,
    none: 'Открытых диалогов у вас нет.',
    more: (n) => `и ещё ${n}`,
  },
};
