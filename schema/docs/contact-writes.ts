import { noteOf } from '../conversation/contact-card.ts';
import type { SetTask } from '../conversation/task.ts';
import type { Entry } from '../conversation/entry.ts';
import { visitKey, type Visit } from '../conversation/visit.ts';
import { nameKey } from '../workspace-lists.ts';
import type { MergedCard } from '../conversation/known-person.ts';
import type { ContactFields } from '../conversation/entry.ts';
import { ATTRIBUTES_KEY, CONTACT_ROOTS, SCORE_KEY, VERIFIED_KEY } from './contact-document.ts';
import type { DocumentWrite } from './document-write.ts';

const put = (root: string, key: string, value: unknown): DocumentWrite =>
  value === null ? { kind: 'delete', root, key } : { kind: 'set', root, key, value };

/** The writes of an entry of a contact's document; null for one of another document. */
export function contactWritesOf(entry: Entry): readonly DocumentWrite[] | null {
  const { effect, by, at } = entry;
  switch (effect.kind) {
    case 'contact-updated':
      return fieldWrites(effect.fields);
    case 'contact-verified':
      return [...fieldWrites(effect.fields), put(CONTACT_ROOTS.card, VERIFIED_KEY, effect.verified)];
    case 'contact-merged':
      return mergedWrites(entry, effect.card);
    case 'contact-described': {
      const { attributes } = effect;
      return [put(CONTACT_ROOTS.card, ATTRIBUTES_KEY, Object.keys(attributes).length === 0 ? null : attributes)];
    }
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

const fieldWrites = (fields: ContactFields): readonly DocumentWrite[] =>
  Object.entries(fields as Readonly<Record<string, string>>).map(([key, value]) =>
    put(CONTACT_ROOTS.card, key, value === '' ? null : value),
  );

/** Lines before keys, as everywhere. */
function mergedWrites({ seq, by, at }: Entry, card: MergedCard): readonly DocumentWrite[] {
  return [
    ...card.notes.map((note): DocumentWrite => ({ kind: 'push', root: CONTACT_ROOTS.notes, value: { ...note, seq } })),
    ...fieldWrites(card.fields),
    ...(card.attributes ? [put(CONTACT_ROOTS.card, ATTRIBUTES_KEY, card.attributes)] : []),
    ...(card.score === null ? [] : [put(CONTACT_ROOTS.card, SCORE_KEY, card.score)]),
    ...card.tags.map((tag) => put(CONTACT_ROOTS.tags, nameKey(tag), tag)),
    ...card.tasks.map((task) => put(CONTACT_ROOTS.tasks, task.id, task)),
    ...card.done.map(([task, mark]) => put(CONTACT_ROOTS.done, task, mark)),
    ...card.gone.map((item) => put(CONTACT_ROOTS.gone, item, { by, at })),
    ...card.visits.map((visit) => put(CONTACT_ROOTS.visits, visitKey(visit.visit), visit)),
  ];
}
