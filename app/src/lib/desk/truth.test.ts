import { expect, test } from 'vitest';
import type { LinkState, OutboxRow } from '#client/interface.ts';
import type { EntryCommand } from '#schema/commands/command.ts';
import { texts } from '../texts/en.ts';
import { isTentative, needless, undecidedOf } from './decisions.ts';
import { truthOf, truthWords } from './truth.ts';

let n = 0;
const row = (
  type: EntryCommand['type'],
  state: OutboxRow['state'] = { kind: 'waiting' },
  conversation = 'c1',
): OutboxRow => {
  n += 1;
  const command = { id: `id-${n}`, type, writtenAt: 0, payload: { conversation } } as unknown as EntryCommand;
  return { n, command, writtenAt: 0, sentAt: null, state, saved: true };
};

const say = (
  link: LinkState,
  waiting: readonly OutboxRow[],
  isSending = false,
  drafts = 0,
  changes = 0,
  isConfirmed = true,
): string =>
  truthWords(texts, truthOf(link, waiting, { drafts, changes }, { isSending, isConfirmed }), (at) => `14:0${at}`);

test('APP1 the truth line says what is', () => {
  const replies = [row('message.send'), row('message.send'), row('conversation.take')];
  expect(say({ state: 'live', since: 0 }, [])).toBe('Synced');
  expect(say({ state: 'connecting', since: 0 }, [])).toBe('Connecting…');
  expect(say({ state: 'live', since: 0 }, [], false, 0, 0, false)).toBe('Connecting…');
  expect(say({ state: 'offline', since: 2 }, [])).toBe('Offline since 14:02');
  expect(say({ state: 'offline', since: 2 }, replies)).toBe(
    'Offline since 14:02 · 2 replies waiting · 1 action waiting',
  );
  expect(say({ state: 'offline', since: 2 }, [], false, 1)).toBe('Offline since 14:02 · 1 draft only on this device');
  expect(say({ state: 'offline', since: 2 }, replies, false, 0, 1)).toContain('2 actions waiting');
  expect(say({ state: 'live', since: 0 }, [], true, 2)).toBe('Sending · 2 drafts only on this device');
  expect(say({ state: 'live', since: 0 }, replies, true)).toBe('Sending · 2 replies waiting · 1 action waiting');
});

test('APP1 a stopped session says what to do', () => {
  expect(say({ state: 'stopped', since: 0, code: 4401 }, [])).toContain('Sign in again');
  expect(say({ state: 'stopped', since: 0, code: 4426 }, [])).toContain('too old');
  expect(say({ state: 'stopped', since: 0, code: 4400 }, [])).toContain('Reload');
});

test('CMD7 a refused take goes without saying while a reply of that conversation is held', () => {
  const by = { kind: 'operator', id: 'bob', name: 'Bob' } as const;
  const refused = { kind: 'rejected', rejection: { reason: 'taken', by } } as const;
  const take = row('conversation.take', refused);
  const held = row('message.send', { kind: 'held', changes: [] });
  const other = row('conversation.take', refused, 'c2');
  expect(undecidedOf([take, held, other, row('message.send')])).toEqual([held, other]);
  expect(needless([take, held, other])).toEqual([take]);
  expect(undecidedOf([take])).toEqual([take]);
});

test('LEASE12 what is claimed without a line is tentative until the server has decided', () => {
  const offline: LinkState = { state: 'offline', since: 0 };
  expect(isTentative([row('conversation.take')], offline, 'me')).toBe(true);
  expect(isTentative([row('conversation.reopen')], { state: 'connecting', since: 0 }, 'me')).toBe(true);
  expect(isTentative([row('conversation.take')], { state: 'live', since: 0 }, 'me')).toBe(false);
  expect(isTentative([row('message.send'), row('conversation.close')], offline, 'me')).toBe(false);
  const refused = { kind: 'rejected', rejection: { reason: 'closed' } } as const;
  expect(isTentative([row('conversation.take', refused)], offline, 'me')).toBe(false);
  const handOver = (to: string): OutboxRow => {
    const given = row('conversation.hand-over');
    return { ...given, command: { ...given.command, payload: { to } } as unknown as EntryCommand };
  };
  expect([handOver('me'), handOver('bob')].map((given) => isTentative([given], offline, 'me'))).toEqual([true, false]);
});

test('LEASE12 a refused take goes without saying beside a reply that was refused because another answers', () => {
  const by = { kind: 'operator', id: 'bob', name: 'Bob' } as const;
  const take = row('conversation.take', { kind: 'rejected', rejection: { reason: 'taken', by } });
  const reply = row('message.send', { kind: 'rejected', rejection: { reason: 'not-yours', by } });
  const other = row('message.send', { kind: 'rejected', rejection: { reason: 'too-long' } });
  expect(undecidedOf([take, reply])).toEqual([reply]);
  expect(undecidedOf([take, other])).toEqual([take, other]);
});
