import type * as Y from 'yjs';
import { CONTACT_FIELDS, sortTasks, type ContactCard } from '../conversation/contact-card.ts';
import type { Attributes } from '../conversation/attributes.ts';
import type { DoneMark, SetTask } from '../conversation/task.ts';
import type { ContactFields } from '../conversation/entry.ts';
import type { Verified } from '../conversation/known-person.ts';
import { sortVisits, type Visit } from '../conversation/visit.ts';
import type { CommandId } from '../ids.ts';
import { byName } from '../workspace-lists.ts';
import type { Note } from './desk-document.ts';

/**
 * `tags`: by key, as they were written. `done` and `gone`: by the id of the task or note, so that changing it, doing it and deleting it
 * never undo each other. `visits`: see `visitKey`.
 */
export const CONTACT_ROOTS = {
  card: 'card',
  tags: 'tags',
  notes: 'notes',
  tasks: 'tasks',
  done: 'done',
  gone: 'gone',
  visits: 'visits',
} as const;

/** Key in the root `card`, beside the fields. */
export const SCORE_KEY = 'score';
/** The same: what the page said by names of its own. */
export const ATTRIBUTES_KEY = 'attributes';
/** The same: what the site has signed. */
export const VERIFIED_KEY = 'verified';

/** What is known of the visitor; a field that is not known is absent. */
export function readContact(doc: Y.Doc): ContactFields {
  const card = doc.getMap<unknown>(CONTACT_ROOTS.card);
  const fields: { -readonly [Field in keyof ContactFields]: ContactFields[Field] } = {};
  for (const key of CONTACT_FIELDS) {
    const value = card.get(key);
    if (typeof value === 'string') fields[key] = value;
  }
  return fields;
}

export function readCard(doc: Y.Doc): ContactCard {
  const score = doc.getMap<unknown>(CONTACT_ROOTS.card).get(SCORE_KEY);
  const verified = doc.getMap<unknown>(CONTACT_ROOTS.card).get(VERIFIED_KEY) as Verified | undefined;
  const attributes = doc.getMap<unknown>(CONTACT_ROOTS.card).get(ATTRIBUTES_KEY) as Attributes | undefined;
  const done = new Map(doc.getMap<DoneMark>(CONTACT_ROOTS.done).entries() as Iterable<[CommandId, DoneMark]>);
  const tasks = [...(doc.getMap<SetTask>(CONTACT_ROOTS.tasks).values() as Iterable<SetTask>)];
  return {
    fields: readContact(doc),
    score: typeof score === 'number' ? score : null,
    tags: [...(doc.getMap<string>(CONTACT_ROOTS.tags).values() as Iterable<string>)].toSorted(byName),
    notes: doc.getArray<Note>(CONTACT_ROOTS.notes).toArray(),
    tasks: sortTasks(tasks.map((task) => ({ ...task, done: done.get(task.id) ?? null }))),
    done,
    visits: sortVisits(doc.getMap<Visit>(CONTACT_ROOTS.visits).values() as Iterable<Visit>),
    gone: new Set(doc.getMap(CONTACT_ROOTS.gone).keys() as Iterable<CommandId>),
    ...(attributes !== undefined && { attributes }),
    ...(verified !== undefined && { verified }),
  };
}
