import { expect, test, vi } from 'vitest';
import type { MessageId } from '#schema/ids.ts';
import type { Besides } from './chat-parts.ts';
import type { Chat } from './chat.svelte.ts';
import { ComposerState } from './composer-state.svelte.ts';

const SAID = 'm1' as MessageId;

/** A field over a chat with one own message, which may be changed as long as the test says. */
function setUp(draft = '') {
  const told: string[] = [];
  const state = {
    ...{ draft, isChangeable: true, answer: 'sent' },
    disk: Promise.resolve(),
    files: Promise.resolve(),
  };
  const chat = {
    get draft() {
      return state.draft;
    },
    get lines() {
      return [{ kind: 'message', id: SAID, isChangeable: state.isChangeable }];
    },
    files: { held: 0 },
    keepDraft: (text: string) => (state.draft = text),
    typed: () => undefined,
    send: async (text: string, besides: Besides) => {
      await state.disk;
      if (state.answer === 'sent') besides.saved?.();
      told.push(`send ${text}`);
      await state.files;
      return state.answer;
    },
    edit: (_id: MessageId, text: string) =>
      Promise.resolve(state.answer).then((answer) => (told.push(`edit ${text}`), answer)),
  };
  return { composer: new ComposerState(chat as unknown as Chat), told, state };
}

test('EDIT3 D3: a change within the ten minutes is one, and the draft from before it comes back', async () => {
  const { composer, told, state } = setUp('half a thought');
  composer.startEditing(SAID, 'blue');
  expect([composer.isEditing, composer.text]).toEqual([true, 'blue']);
  composer.write('blue one');
  expect(state.draft).toBe('half a thought');
  await composer.submit();
  expect(told).toEqual(['edit blue one']);
  expect([composer.isEditing, composer.text]).toEqual([false, 'half a thought']);
});

test('EDIT3: when the ten minutes end while somebody writes nothing is sent that would be refused: the words are a new message', async () => {
  const { composer, told, state } = setUp('half a thought');
  composer.startEditing(SAID, 'blue');
  composer.write('blue one');
  state.isChangeable = false;
  expect([composer.isEditing, composer.text]).toEqual([false, 'blue one']);
  await composer.submit();
  expect(told).toEqual(['send blue one']);
  expect([composer.text, state.draft]).toEqual(['half a thought', 'half a thought']);
});

test('EDIT3: words that the device did not take are in the field again', async () => {
  const { composer, state } = setUp();
  composer.startEditing(SAID, 'blue');
  composer.write('blue one');
  state.answer = 'too-long';
  await composer.submit();
  expect([composer.isEditing, composer.text, composer.problem]).toEqual([true, 'blue one', 'too-long']);
});

test('API6: what the page puts into the field takes away nothing that was typed, and stands there once', () => {
  const { composer, state } = setUp('half a thought');
  composer.prefill('About order 4711:');
  expect(composer.text).toBe('About order 4711:\nhalf a thought');
  composer.prefill('About order 4711:');
  composer.prefill('');
  expect([composer.text, state.draft]).toEqual(Array(2).fill('About order 4711:\nhalf a thought'));

  // Not into the change of an older message, but into what waits behind it, once as well.
  const other = setUp('half a thought');
  other.composer.startEditing(SAID, 'blue');
  for (let times = 0; times < 2; times += 1) other.composer.prefill('About order 4711:');
  expect(other.composer.text).toBe('blue');
  other.composer.stopEditing();
  expect(other.composer.text).toBe('About order 4711:\nhalf a thought');
});

test('WID3 FILE12: the draft is forgotten when the device has the words, before their files are on their way', async () => {
  const { composer, state } = setUp('with a photo');
  let released = (): void => undefined;
  state.files = new Promise((resolve) => (released = resolve));
  const sending = composer.submit();
  expect([composer.text, state.draft]).toEqual(['', 'with a photo']);
  await vi.waitFor(() => expect(state.draft).toBe(''));
  released();
  expect(await sending).toBe('sent');
});

test('EDIT3: a change that is begun while words are on their way to the disk leaves the draft alone', async () => {
  const { composer, state } = setUp('sent');
  let isSaved = (): void => undefined;
  state.disk = new Promise((resolve) => (isSaved = resolve));
  const sending = composer.submit();
  composer.write('next');
  composer.startEditing(SAID, 'blue');
  isSaved();
  await sending;
  expect([composer.text, state.draft]).toEqual(['blue', 'next']);
  composer.stopEditing();
  expect(composer.text).toBe('next');
});

test('EDIT3: what is typed when the ten minutes are over is a draft from the first key on, and the one before it is as well', () => {
  const { composer, state } = setUp('half a thought');
  composer.startEditing(SAID, 'blue');
  composer.write('blue one');
  expect(state.draft).toBe('half a thought');
  state.isChangeable = false;
  composer.write('blue ones');
  expect(state.draft).toBe('blue ones\nhalf a thought');
  // Another message is taken to be changed: nothing of it is lost.
  state.isChangeable = true;
  composer.stopEditing();
  expect(composer.text).toBe('half a thought');
});

test('WID3 ASK2 REQ2: a form gives what goes with the words, and the field is empty from that moment on', async () => {
  const { composer, told, state } = setUp('About order 7');
  const sending = composer.submit({ request: true });
  expect(composer.text).toBe('');
  composer.write('and more');
  await sending;
  expect([told, composer.text, state.draft]).toEqual([['send About order 7'], 'and more', 'and more']);
  expect(await setUp().composer.submit({})).toBe('empty');

  // Over a change that is being written a request is one all the same.
  composer.startEditing(SAID, 'blue');
  await composer.submit({ request: 'late' }, 'ann@example.org');
  expect([told[1], composer.text]).toEqual(['send ann@example.org', 'and more']);
});

test('WID3: a draft that another tab has sent, or goes on with, stands in this one as well; what is on its way here does not come back', async () => {
  const { composer, state } = setUp('one draft');
  state.draft = '';
  composer.follow();
  expect(composer.text).toBe('');
  composer.write('mine');
  let isSaved = (): void => undefined;
  state.disk = new Promise((resolve) => (isSaved = resolve));
  const sending = composer.submit();
  // Something else of the record was changed meanwhile.
  composer.follow();
  expect(composer.text).toBe('');
  isSaved();
  await sending;
  composer.startEditing(SAID, 'blue');
  state.draft = 'theirs';
  composer.follow();
  expect(composer.text).toBe('blue');
  composer.stopEditing();
  expect(composer.text).toBe('theirs');
});

test('WID3 EDIT3: the words of a change whose ten minutes are over take nothing of what another tab writes meanwhile', () => {
  const { composer, state } = setUp('half');
  composer.startEditing(SAID, 'blue');
  state.isChangeable = false;
  state.draft = 'half a thought of the other tab';
  composer.follow();
  expect(composer.text).toBe('blue');
  composer.write('blue!');
  expect(state.draft).toBe('blue!\nhalf a thought of the other tab');
  // From here on they are one draft in all tabs, and the other goes on with all of it.
  state.draft += ', and more';
  composer.follow();
  expect(composer.text).toBe('blue!\nhalf a thought of the other tab, and more');
  composer.write(`${composer.text}.`);
  expect(state.draft).toBe('blue!\nhalf a thought of the other tab, and more.');
});
