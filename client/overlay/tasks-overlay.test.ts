import { expect, test } from 'vitest';
import { ANNA, BORIS, command, idOf, NOON, OLGA, person, visitorIdOf } from '#schema/commands/decide.fixtures.ts';
import type { DeskTask } from '#schema/docs/inbox-document.ts';
import type { OperatorId } from '#schema/ids.ts';
import { newsOfTasks, overlayTasks } from './tasks-overlay.ts';

const visitor = visitorIdOf('A');
const fields = { visitor, title: 'Call', due: null, assignee: BORIS.id as OperatorId, remindAt: null };
const viewer = { actor: ANNA, now: NOON, person };

test('CARD5 CMD11 tasks added, changed and done without a network stand so on the desk', () => {
  const add = command('task.add', fields, { id: idOf(1), writtenAt: NOON });
  const change = command('task.change', { ...fields, task: idOf(1), title: 'Write' });
  const done = command('task.done', { visitor, task: idOf(1), done: true });
  const view = (...commands: Parameters<typeof overlayTasks>[1]): DeskTask | undefined =>
    overlayTasks(new Map(), commands, viewer).get(idOf(1));
  expect(view(add)).toMatchObject({ title: 'Call', visitor, assignee: { name: 'Boris' }, by: { name: 'Anna' } });
  expect(view(add, change)).toMatchObject({ title: 'Write' });
  expect(view(add, done, change)).toMatchObject({ title: 'Write', doneAt: NOON });
  const undone = command('task.done', { visitor, task: idOf(1), done: false });
  expect(view(add, done, undone)).not.toHaveProperty('doneAt');
});

test('CARD5 CMD11 what the server would refuse, and what is unknown, changes nothing', () => {
  const none = new Map();
  const done = command('task.done', { visitor, task: idOf(1), done: true });
  const ghost = command('task.add', { ...fields, assignee: OLGA.id as OperatorId });
  expect(overlayTasks(none, [done, ghost], viewer).size).toBe(0);
  const add = command('task.add', fields);
  expect(overlayTasks(none, [add], { ...viewer, actor: OLGA })).toBe(none);
});

test('CMD11 CARD5 what was accepted lies over a task until its line goes as far, however long that takes, and over nothing newer', () => {
  const accepted = (seq: number, given: ReturnType<typeof command>) => ({ command: given, seq, at: NOON });
  const add = accepted(3, command('task.add', fields, { id: idOf(1), writtenAt: NOON }));
  const done = accepted(5, command('task.done', { visitor, task: idOf(1), done: true }));
  const undo = accepted(7, command('contact.remove', { visitor, item: idOf(1), gone: false }));
  const other = accepted(9, command('contact.tag', { visitor, tag: 'VIP', on: true }));
  const all = [add, done, undo, other];
  const line = (seq: number): ReadonlyMap<never, DeskTask> => new Map([[idOf(1) as never, { seq } as DeskTask]]);
  const never = (): boolean => false;
  expect(newsOfTasks(line(3), all, never)).toEqual([done, undo]);
  expect(newsOfTasks(line(7), all, () => true)).toEqual([]);
  // Of one that is not there the line says nothing: it is to come, or gone since.
  expect(newsOfTasks(new Map(), all, never)).toEqual([]);
  expect(newsOfTasks(new Map(), all, (one) => one === add)).toEqual([add]);
});

test('CARD9 CMD11 a task deleted without a network is on no desk, and is back with what was done to it meanwhile', () => {
  const add = command('task.add', fields, { id: idOf(1), writtenAt: NOON });
  const remove = (gone: boolean) => command('contact.remove', { visitor, item: idOf(1), gone });
  const change = command('task.change', { ...fields, task: idOf(1), title: 'Write' });
  const view = (...commands: Parameters<typeof overlayTasks>[1]): DeskTask | undefined =>
    overlayTasks(new Map(), commands, viewer).get(idOf(1));
  expect(view(add, remove(true))).toBeUndefined();
  expect(view(add, remove(true), change)).toBeUndefined();
  expect(view(add, remove(true), change, remove(false))).toMatchObject({ title: 'Write' });
  expect(view(remove(true), remove(false))).toBeUndefined();
});
