import type * as Y from 'yjs';
import type { Block } from '../conversation/block.ts';
import type { OperatorId } from '../ids.ts';
import type { Author, StaffRole } from '../words.ts';
import { LIST_NAMES, type ItemOf, type ListName, type WorkspaceLists } from '../workspace-lists.ts';
import type { OperatorStatus } from './operator-status.ts';

/** A person of the workspace as colleagues see it. */
export interface Person {
  readonly id: OperatorId;
  readonly name: string;
  readonly role: StaffRole;
  /** Has a live socket on some device, or had one a moment ago. */
  readonly online: boolean;
  /** Is not there. Neither this nor `online`: the server has just started and expects them back. */
  readonly gone?: true;
  /** What this person has chosen to be; absent: online. */
  readonly status?: Exclude<OperatorStatus, 'online'>;
  /** Which photo; absent: none. */
  readonly photo?: string;
}

const ROOT = 'people';

export function readTeam(doc: Y.Doc): ReadonlyMap<OperatorId, Person> {
  return new Map(doc.getMap<Person>(ROOT).entries() as Iterable<[OperatorId, Person]>);
}

/** Finds who of the team can answer chats; null for observers and strangers. */
export const answererIn =
  (team: ReadonlyMap<OperatorId, Person>) =>
  (id: string): Author | null => {
    const person = team.get(id as OperatorId);
    return person === undefined || person.role === 'observer'
      ? null
      : { kind: 'operator', id: person.id, name: person.name };
  };

/** Server only. */
export const writePerson = (doc: Y.Doc, person: Person): void => void doc.getMap<Person>(ROOT).set(person.id, person);

/** All items of one of the workspace's lists in their order, what is archived behind the others. */
function readList<List extends ListName>(doc: Y.Doc, list: List): readonly ItemOf[List][] {
  const items = [...(doc.getMap(list).values() as Iterable<ItemOf[List]>)];
  return items.sort(
    (one, other) => Number(one.archived ?? false) - Number(other.archived ?? false) || one.order - other.order,
  );
}

const readLive = <List extends ListName>(doc: Y.Doc, list: List): readonly ItemOf[List][] =>
  readList(doc, list).filter(({ archived }) => archived !== true);

/** What can be chosen now, in the workspace's order. What a conversation has may be archived: see readWorkspaceLists. */
export const readDepartments = (doc: Y.Doc): readonly ItemOf['departments'][] => readLive(doc, 'departments');
export const readTags = (doc: Y.Doc): readonly ItemOf['tags'][] => readLive(doc, 'tags');
export const readCategories = (doc: Y.Doc): readonly ItemOf['categories'][] => readLive(doc, 'categories');

const BLOCKS_ROOT = 'blocks';

/** Every block; some may be over by now. */
export const readBlocks = (doc: Y.Doc): readonly Block[] => [...doc.getMap<Block>(BLOCKS_ROOT).values()];

/** Server only. */
export function writeBlocks(doc: Y.Doc, blocks: readonly Block[]): void {
  const root = doc.getMap<Block>(BLOCKS_ROOT);
  for (const id of [...root.keys()]) if (!blocks.some((block) => block.id === id)) root.delete(id);
  for (const block of blocks)
    if (JSON.stringify(root.get(block.id)) !== JSON.stringify(block)) root.set(block.id, block);
}

const LISTS_ROOT = 'lists';

/** Everything, what is archived included; revision 0 in a replica that has heard of no lists yet. */
export const readWorkspaceLists = (doc: Y.Doc): WorkspaceLists => ({
  revision: doc.getMap<number>(LISTS_ROOT).get('revision') ?? 0,
  departments: readList(doc, 'departments'),
  tags: readList(doc, 'tags'),
  categories: readList(doc, 'categories'),
});

/** Server only. Writes what differs, and takes away what is not there any more. */
export function writeWorkspaceLists(doc: Y.Doc, lists: WorkspaceLists): void {
  for (const list of LIST_NAMES) {
    const root = doc.getMap<ItemOf[ListName]>(list);
    const items = new Map<string, ItemOf[ListName]>(lists[list].map((item) => [item.id, item]));
    for (const id of [...root.keys()]) if (!items.has(id)) root.delete(id);
    for (const [id, item] of items) if (JSON.stringify(root.get(id)) !== JSON.stringify(item)) root.set(id, item);
  }
  const state = doc.getMap<number>(LISTS_ROOT);
  if (state.get('revision') !== lists.revision) state.set('revision', lists.revision);
}
