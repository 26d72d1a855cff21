import type { Actions } from '../actions/actions.svelte.ts';
import type { Texts } from '../texts/texts.ts';
import { duration } from '../texts/times.ts';
import type { MenuItem } from '../ui/menu-item.ts';
import type { Composer } from './composer.svelte.ts';
import { editIn } from './edit-last.ts';
import type { Line } from './lines.ts';
import type { Thread } from './thread.svelte.ts';

interface Given {
  readonly thread: Pick<Thread, 'changeTimeLeft' | 'lastChangeable' | 'unsend'>;
  readonly composer: Pick<Composer, 'startEditing'>;
  readonly actions: Actions;
  readonly texts: Texts;
  /** Null for who writes none. */
  readonly onsavetemplate: ((text: string) => void) | null;
}

/** What can be done with one message, and how long it can still be changed; ticks for whoever shows it. */
export function messageMenu(
  line: Line & { readonly kind: 'words' },
  { thread, composer, actions, texts, onsavetemplate }: Given,
): readonly MenuItem[] {
  const text = line.text ?? '';
  const { id } = line.message;
  const copy: MenuItem = {
    label: texts.actions.copy,
    icon: 'copy',
    run: () => void navigator.clipboard.writeText(text),
  };
  const last: readonly MenuItem[] =
    onsavetemplate === null || line.file !== null
      ? [copy]
      : [copy, { label: texts.templates.saveMessage, icon: 'plus', run: () => onsavetemplate(text) }];
  const left = thread.changeTimeLeft(id);
  if (left === null || left === 0) return last;
  const note = texts.editing.leftShort(duration(left));
  const keys = thread.lastChangeable?.key === line.key ? actions.keysOf('write.edit-last')[0] : undefined;
  const field = (): HTMLTextAreaElement | null => document.querySelector('textarea#composer');
  const edit = (): void => void editIn(field, () => composer.startEditing(id, text));
  const unsend: MenuItem = { label: texts.actions.unsend, icon: 'unsend', run: () => void thread.unsend(id) };
  // A file has no words to change.
  if (line.file !== null) return [{ ...unsend, note }, ...last];
  return [{ label: texts.actions.edit, icon: 'edit', note, keys, run: edit }, unsend, ...last];
}
