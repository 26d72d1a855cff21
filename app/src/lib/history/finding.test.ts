import { expect, test } from 'vitest';
import type { CommandId } from '#schema/ids.ts';
import type { Line } from '../thread/lines.ts';
import { Finding, targetOf } from './finding.svelte.ts';

const by = { kind: 'visitor', id: 'v', name: '' } as const;
const words = (seq: number, text: string | null): Line => ({
  kind: 'words',
  key: `w${seq}`,
  at: seq,
  message: { kind: 'text', seq, id: `m${seq}` as CommandId, at: seq, by, text: text ?? 'gone' },
  text,
  isEdited: false,
  file: null,
  answer: null,
  isMine: false,
  isOurs: false,
  mark: null,
  isFirst: true,
});
const note = (seq: number, text: string): Line => ({
  kind: 'note',
  key: `n${seq}`,
  at: seq,
  note: { seq, id: `n${seq}` as CommandId, at: seq, by, text },
  isMine: false,
  mark: null,
});
const lines: readonly Line[] = [
  { kind: 'day', key: 'd', at: 0 },
  words(2, 'Мой заказ'),
  words(3, null),
  note(2, 'о заказе'),
  words(4, 'спасибо'),
];

test('HIST3 the lines with the words, from top to bottom, and the one it was opened at', () => {
  const finding = new Finding('заказы', { kind: 'note', seq: 2, at: 5 });
  expect(finding.hitsIn(lines)).toEqual(['w2', 'n2']);
  expect(finding.targetIn(lines)).toBe('n2');
  expect(new Finding('заказы', { kind: 'message', seq: 99, at: 5 }).targetIn(lines)).toBeNull();
  expect(finding.rangesIn('наш заказ')).toEqual([{ start: 4, end: 9 }]);
  finding.end();
  expect([finding.hitsIn(lines), finding.rangesIn('заказ')]).toEqual([[], []]);
});

test('HIST3 a place in an address is a message or a note with its time, and nothing else', () => {
  expect(targetOf('m12.1700000000000')).toEqual({ kind: 'message', seq: 12, at: 1_700_000_000_000 });
  expect(targetOf('n3.5')).toEqual({ kind: 'note', seq: 3, at: 5 });
  for (const other of [null, '', 'x1.2', 'm1', 'm1.2.3', 'm99999999999.1']) expect(targetOf(other)).toBeNull();
});

const DAY = 86_400_000;
const dated = (day: number, seq: number, text: string): Line =>
  ({ ...words(seq, text), at: day * DAY + 43_200_000 }) as Line;
const month: readonly Line[] = [
  dated(100, 1, 'первый заказ'),
  dated(100, 2, 'спасибо'),
  dated(103, 3, 'второй заказ'),
  dated(110, 4, 'третий заказ'),
];

test('FIND2 in a range of days one walks from day to day, or from hit to hit within it', () => {
  const finding = Finding.waiting();
  expect([finding.isOver, finding.hitsIn(month)]).toEqual([true, []]);
  finding.within({ from: 100, until: 103 });
  expect(finding.hitsIn(month)).toEqual(['w1', 'w3']);
  expect(finding.saidIn(month)).toBe(3);
  finding.look('заказы');
  expect(finding.hitsIn(month)).toEqual(['w1', 'w3']);
  finding.within({ from: 101, until: 120 });
  expect(finding.hitsIn(month)).toEqual(['w3', 'w4']);
  finding.within(null);
  expect(finding.hitsIn(month)).toEqual(['w1', 'w3', 'w4']);
});

test('FIND1 FIND2 earlier chapters are wanted as far as the days go, or a step before the first hit asks for them', () => {
  const finding = Finding.waiting();
  expect(finding.needsEarlier(month)).toBe(false);
  finding.within({ from: 90, until: 95 });
  expect(finding.needsEarlier(month)).toBe(true);
  finding.within({ from: 101, until: 102 });
  expect(finding.needsEarlier(month)).toBe(false);
  finding.look('заказ');
  finding.wantEarlier(true);
  expect(finding.needsEarlier(month)).toBe(true);
  finding.look('другое');
  expect(finding.needsEarlier(month)).toBe(false);
});
