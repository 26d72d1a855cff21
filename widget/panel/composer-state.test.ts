import { expect, test } from 'vitest';
import type { MessageId } from '#schema/ids.ts';
import type { Chat } from './chat.svelte.ts';
import { ComposerState } from './composer-state.svelte.ts';

const SAID = 'm1' as MessageId;

/** A field over a chat with one own message, which may be changed as long as the test says. */
function setUp(draft = '') {
  const told: string[] = [];
  const state = { draft, isChangeable: true, answer: 'sent' };
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
    send: (text: string) => Promise.resolve(state.answer).then((answer) => (told.push(`send ${text}`), answer)),
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
