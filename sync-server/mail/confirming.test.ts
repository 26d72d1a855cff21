import { expect, test } from 'vitest';
import type { VisitorId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import { manualTime } from '../testing/manual-time.ts';
import { createConfirming } from './confirming.ts';
import type { Letter, Sent } from './mail-sender.ts';
import { createTickets } from './tickets.ts';

const MINUTE = 60_000;
const [ANN, PHONE] = ['vann', 'vphone'] as VisitorId[] as [VisitorId, VisitorId];
const tickets = createTickets('the secret of this house');
/** Came by a letter. */
const BY_LETTER: Actor = { kind: 'visitor', id: ANN, name: '', origin: PHONE };

/** Visitor Ann, to whom a first letter went to ann@example.com. */
function house() {
  const time = manualTime();
  const letters: Letter[] = [];
  const state = { email: 'ann@example.com', isStopped: false, isThere: true, sent: { kind: 'sent', said: '' } as Sent };
  const account = {
    server: { host: 'mx', port: 25, security: 'none', user: '', from: 'chat@shop.example', name: '' },
    password: '',
    address: 'https://chat.example.com',
  } as const;
  const confirming = createConfirming({
    tokens: { cameByLetter: (token) => token === PHONE || token === ('vlaptop' as VisitorId) },
    store: { firstAddress: () => tickets.addressKey('ann@example.com'), isStopped: () => state.isStopped },
    tickets,
    mail: {
      settings: {
        current: () => (state.isThere ? account : null),
        told: () => ({ server: null, password: 'none', isByEnvironment: true, address: null }),
        change: () => ({ ok: true, value: null }),
        onChanged: () => () => undefined,
      },
      send: (_account, letter) => {
        letters.push(letter);
        return Promise.resolve(state.sent);
      },
    },
    reader: () => ({ fields: { email: state.email }, addressBy: null, language: 'pl', zone: undefined }),
    siteOf: () => 'Fern & Clay',
    newId: () => 'id',
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    clock: time.clock,
  });
  const code = (): string => /^> (\d{8})$/m.exec(letters.at(-1)?.text ?? '')?.[1] ?? '';
  return { confirming, state, letters, code, pass: time.pass };
}

test('PRIV5 a device that came by a letter says the code from the mailbox first, for a quarter of an hour; the visitor’s own need none', async () => {
  const { confirming, letters, code, pass } = house();
  for (const own of [
    { kind: 'visitor', id: ANN, name: '' },
    { kind: 'visitor', id: ANN, name: '', origin: 'vother' as VisitorId },
  ] as const) {
    expect(confirming.mustConfirm(own)).toBe(false);
    expect(await confirming.sendCode(own)).toEqual({ ok: false, failure: 'not-needed' });
  }
  expect(confirming.mustConfirm(BY_LETTER)).toBe(true);
  expect(await confirming.sendCode(BY_LETTER)).toEqual({ ok: true, value: 'a…@example.com' });
  expect(letters[0]).toMatchObject({ to: 'ann@example.com', subject: 'Twój kod · Fern & Clay' });
  expect(letters[0]?.html).toContain(code());
  expect(letters[0]?.text).not.toContain('/letter#');
  const typed = code();
  // Another device has nothing of it.
  const laptop = { ...BY_LETTER, origin: 'vlaptop' as VisitorId };
  expect(confirming.confirm(laptop, typed)).toBe(false);
  expect(confirming.confirm(BY_LETTER, typed)).toBe(true);
  expect([confirming.mustConfirm(BY_LETTER), confirming.mustConfirm(laptop)]).toEqual([false, true]);
  expect(confirming.confirm(BY_LETTER, typed)).toBe(false);
  pass(16 * MINUTE);
  expect(confirming.mustConfirm(BY_LETTER)).toBe(true);
});

test('PRIV5 a code is over after five wrong ones and after a quarter of an hour, and there are three a day', async () => {
  const { confirming, letters, code, pass } = house();
  await confirming.sendCode(BY_LETTER);
  const wrong = code() === '00000000' ? '00000001' : '00000000';
  for (let tries = 0; tries < 5; tries += 1) expect(confirming.confirm(BY_LETTER, wrong)).toBe(false);
  expect(confirming.confirm(BY_LETTER, code())).toBe(false);
  await confirming.sendCode(BY_LETTER);
  pass(15 * MINUTE);
  expect(confirming.confirm(BY_LETTER, code())).toBe(false);
  await confirming.sendCode(BY_LETTER);
  expect(await confirming.sendCode(BY_LETTER)).toEqual({ ok: false, failure: 'too-many' });
  expect(letters).toHaveLength(3);
  pass(24 * 60 * MINUTE);
  expect((await confirming.sendCode(BY_LETTER)).ok).toBe(true);
});

test('PRIV5 whoever writes another address on the card, by whatever device, has no code sent there', async () => {
  const { confirming, state, letters } = house();
  for (const email of ['stranger@example.com', '']) {
    state.email = email;
    expect(await confirming.sendCode(BY_LETTER)).toEqual({ ok: false, failure: 'no-address' });
  }
  Object.assign(state, { email: 'Ann@example.com', isStopped: true });
  expect(await confirming.sendCode(BY_LETTER)).toEqual({ ok: false, failure: 'no-address' });
  expect(letters).toEqual([]);
  Object.assign(state, { isStopped: false, isThere: false });
  expect(await confirming.sendCode(BY_LETTER)).toEqual({ ok: false, failure: 'not-sent' });
  Object.assign(state, { isThere: true, sent: { kind: 'later', hop: 'reached', detail: '' } });
  expect(await confirming.sendCode(BY_LETTER)).toEqual({ ok: false, failure: 'not-sent' });
});
