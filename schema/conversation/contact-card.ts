import type { Note } from '../docs/desk-document.ts';
import type { CommandId } from '../ids.ts';
import { byName, sameName } from '../workspace-lists.ts';
import type { Attributes } from './attributes.ts';
import type { ContactFields, Effect, Entry } from './entry.ts';
import type { MergedCard, Verified } from './known-person.ts';
import type { CardTask, DoneMark, Task } from './task.ts';
import { sortVisits, visitKey, type Visit } from './visit.ts';

/** All that the team knows of a contact. */
export interface ContactCard {
  readonly fields: ContactFields;
  /** What the page said by names of its own; absent: nothing. */
  readonly attributes?: Attributes;
  /** How many points somebody gave it; null: none. */
  readonly score: number | null;
  /** In the order of their keys. */
  readonly tags: readonly string[];
  /** Oldest first. */
  readonly notes: readonly Note[];
  /** Oldest first. */
  readonly tasks: readonly CardTask[];
  /** Those in which it wrote: the first one and the last ones, the oldest first. */
  readonly visits: readonly Visit[];
  /** By the id of the task; also of one that is not there. */
  readonly done: ReadonlyMap<CommandId, DoneMark>;
  /** Tasks and notes that were deleted: they stand in their lists, to be brought back, and are shown nowhere. */
  readonly gone: ReadonlySet<CommandId>;
  /** What the site has signed; absent: nothing. */
  readonly verified?: Verified;
}

export const EMPTY_CARD: ContactCard = {
  fields: {},
  score: null,
  tags: [],
  notes: [],
  tasks: [],
  visits: [],
  done: new Map(),
  gone: new Set(),
};

export const CONTACT_FIELDS = ['name', 'email', 'phone', 'address'] as const satisfies readonly (keyof ContactFields)[];

/** Whether we know who it is. Of others only what the widget tells is shown (CARD8). */
export const isKnown = (fields: ContactFields): boolean => CONTACT_FIELDS.some((field) => (fields[field] ?? '') !== '');

/** The fields that an entry writes; null when it is about no card. */
export const fieldsIn = (effect: Effect): ContactFields | null => {
  if (effect.kind === 'contact-merged') return effect.card.fields;
  return effect.kind === 'contact-updated' || effect.kind === 'contact-verified' ? effect.fields : null;
};

/** A field that became empty is forgotten. */
export function fieldsAfter(fields: ContactFields, changes: ContactFields): ContactFields {
  return Object.fromEntries(Object.entries({ ...fields, ...changes }).filter(([, value]) => value !== ''));
}

export const sortTasks = <Each extends Task>(tasks: readonly Each[]): readonly Each[] =>
  tasks.toSorted((one, other) => (one.id < other.id ? -1 : 1));

/** The note that an entry adds to a document of notes. */
export function noteOf({ seq, id, at, by }: Entry, { text, writtenAt }: Pick<Note, 'text' | 'writtenAt'>): Note {
  return { seq, id, at, by, text, ...(writtenAt !== undefined && { writtenAt }) };
}

/** The card after one more entry. The device lays waiting commands over its replica with this. */
export function cardAfter(card: ContactCard, entry: Entry): ContactCard {
  const { effect, by, at } = entry;
  switch (effect.kind) {
    case 'contact-updated':
      return { ...card, fields: fieldsAfter(card.fields, effect.fields) };
    case 'contact-described': {
      const { attributes: _before, ...rest } = card;
      return Object.keys(effect.attributes).length === 0 ? rest : { ...rest, attributes: effect.attributes };
    }
    case 'contact-rated':
      return { ...card, score: effect.score };
    case 'contact-tagged': {
      const others = card.tags.filter((tag) => !sameName(tag, effect.tag));
      return { ...card, tags: effect.on ? [...others, effect.tag].toSorted(byName) : others };
    }
    case 'contact-noted':
      return { ...card, notes: [...card.notes, noteOf(entry, effect)] };
    case 'contact-visited': {
      const { visit, from } = effect;
      const others = card.visits.filter((other) => visitKey(other.visit) !== visitKey(visit));
      return { ...card, visits: sortVisits([...others, { ...from, visit, at }]) };
    }
    case 'task-set': {
      const { task } = effect;
      const others = card.tasks.filter(({ id }) => id !== task.id);
      const done = card.done.get(task.id) ?? null;
      return { ...card, tasks: sortTasks([...others, { ...task, by, at, done }]) };
    }
    case 'task-done': {
      const done = new Map(card.done);
      if (effect.done) done.set(effect.task, { by, at });
      else done.delete(effect.task);
      const tasks = card.tasks.map((task) => ({ ...task, done: done.get(task.id) ?? null }));
      return { ...card, tasks, done };
    }
    case 'contact-removed': {
      const gone = new Set(card.gone);
      if (effect.gone) gone.add(effect.item);
      else gone.delete(effect.item);
      return { ...card, gone };
    }
    case 'contact-merged':
      return mergedCard(card, entry, effect.card);
    case 'contact-verified':
      return { ...card, fields: fieldsAfter(card.fields, effect.fields), verified: effect.verified };
    default:
      return card;
  }
}

/** Each note has its own id, author and time; its place in the list is that of the entry that brings it. */
function mergedCard(card: ContactCard, { seq }: Entry, merged: MergedCard): ContactCard {
  const done = new Map([...card.done, ...merged.done]);
  const others = card.tasks.filter(({ id }) => !merged.tasks.some((task) => task.id === id));
  const keys = new Set(merged.visits.map(({ visit }) => visitKey(visit)));
  const tags = merged.tags.filter((tag) => !card.tags.some((other) => sameName(other, tag)));
  return {
    ...card,
    fields: fieldsAfter(card.fields, merged.fields),
    ...(merged.attributes && { attributes: merged.attributes }),
    score: merged.score ?? card.score,
    tags: [...card.tags, ...tags].toSorted(byName),
    notes: [...card.notes, ...merged.notes.map((note) => ({ ...note, seq }))],
    tasks: sortTasks([...others, ...merged.tasks.map((task) => ({ ...task, done: null }))]).map((task) => ({
      ...task,
      done: done.get(task.id) ?? null,
    })),
    done,
    gone: new Set([...card.gone, ...merged.gone]),
    visits: sortVisits([...card.visits.filter(({ visit }) => !keys.has(visitKey(visit))), ...merged.visits]),
  };
}

/** As it is shown: without what was deleted. */
export const withoutGone = (card: ContactCard): ContactCard =>
  card.gone.size === 0
    ? card
    : {
        ...card,
        notes: card.notes.filter(({ id }) => !card.gone.has(id)),
        tasks: card.tasks.filter(({ id }) => !card.gone.has(id)),
      };
