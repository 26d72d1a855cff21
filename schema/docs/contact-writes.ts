import { noteOf } from '../conversation/contact-card.ts';
import type { SetTask } from '../conversation/task.ts';
import type { Entry } from '../conversation/entry.ts';
import { visitKey, type Visit } from '../conversation/visit.ts';
import { nameKey } from '../workspace-lists.ts';
import { CONTACT_ROOTS, SCORE_KEY } from './contact-document.ts';
import type { DocumentWrite } from './document-write.ts';

const put = (root: string, key: string, value: unknown): DocumentWrite =>
  value === null ? { kind: 'delete', root, key } : { kind: 'set', root, key, value };

/** The writes of an entry of a contact's document; null for one of another document. */
export function contactWritesOf(entry: Entry): readonly DocumentWrite[] | null {
  const { effect, by, at } = entry;
  switch (effect.kind) {
    case 'contact-updated':
      return Object.entries(effect.fields as Readonly<Record<string, string>>).map(([key, value]) =>
        put(CONTACT_ROOTS.card, key, value === '' ? null : value),
      );
    case 'contact-rated':
      return [put(CONTACT_ROOTS.card, SCORE_KEY, effect.score)];
    case 'contact-tagged':
      return [put(CONTACT_ROOTS.tags, nameKey(effect.tag), effect.on ? effect.tag : null)];
    case 'contact-noted':
      return [{ kind: 'push', root: CONTACT_ROOTS.notes, value: noteOf(entry, effect) }];
    case 'contact-removed':
      return [put(CONTACT_ROOTS.gone, effect.item, effect.gone ? { by, at } : null)];
    case 'contact-visited': {
      const visit: Visit = { ...effect.from, visit: effect.visit, at };
      return [put(CONTACT_ROOTS.visits, visitKey(effect.visit), visit)];
    }
    case 'task-set': {
      const task: SetTask = { ...effect.task, by, at };
      return [put(CONTACT_ROOTS.tasks, task.id, task)];
    }
    case 'task-done':
      return [put(CONTACT_ROOTS.done, effect.task, effect.done ? { by, at } : null)];
    default:
      return null;
  }
}
