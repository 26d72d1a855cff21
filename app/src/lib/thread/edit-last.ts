import { tick } from 'svelte';
import type { Offers } from '../actions/actions.svelte.ts';
import type { EditingTexts } from '../texts/editing-texts.ts';
import type { Composer } from './composer.svelte.ts';
import type { Thread } from './thread.svelte.ts';

interface Given {
  readonly thread: Pick<Thread, 'lastChangeable'>;
  readonly composer: Pick<Composer, 'text' | 'editing' | 'startEditing'>;
  readonly texts: EditingTexts;
  readonly field: () => HTMLTextAreaElement | undefined;
}

/** ↑ in an empty field: the last own message that may still be changed goes into it, the caret behind its last word. */
export function editLastOffers({ thread, composer, texts, field }: Given): Offers {
  const isEmpty = composer.text === '' && composer.editing === null;
  const line = thread.lastChangeable;
  const whyNot = !isEmpty ? texts.fieldHasText : line === null ? texts.nothingToEdit : null;

  const run = (): void => {
    if (line !== null) void editIn(field, () => composer.startEditing(line.message.id, line.text ?? ''));
  };
  return { 'write.edit-last': { run, whyNot } };
}

/** Begins a change and puts the caret behind the last word, when what was before it (a menu) has given the focus back. */
export async function editIn(field: () => HTMLTextAreaElement | null | undefined, start: () => void): Promise<void> {
  start();
  await tick();
  const element = field();
  element?.focus();
  element?.setSelectionRange(element.value.length, element.value.length);
}
