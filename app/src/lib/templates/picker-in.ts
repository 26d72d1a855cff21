import type { Desk } from '../desk/desk.svelte.ts';
import type { Thread } from '../thread/thread.svelte.ts';
import { valuesOf, visitorWords } from './conversation-values.ts';
import { TemplatePicker } from './template-picker.svelte.ts';

/** The picker of one conversation. `visitor`: its name, empty while nobody knows it. */
export const pickerIn = (desk: Desk, thread: Thread, visitor: () => string): TemplatePicker =>
  new TemplatePicker({
    book: desk.templates,
    place: `conversation/${thread.id}`,
    values: () => {
      const { head, lines } = thread;
      return valuesOf({
        visitor: visitor(),
        operator: desk.actor.name,
        site: desk.siteName(head?.site ?? '', ''),
        lines,
      });
    },
    asked: () => visitorWords(thread.lines),
  });
