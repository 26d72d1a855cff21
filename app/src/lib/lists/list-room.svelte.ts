import type { ListAddition, ListChange } from '#schema/http/lists.ts';
import type { Result } from '#schema/result.ts';
import { nameKey, type ItemOf, type ListName, type Lists, type WorkspaceLists } from '#schema/workspace-lists.ts';
import type { ListCalls, ListFailure } from './list-calls.ts';

export interface ListRoomDeps<List extends ListName> {
  readonly list: List;
  /** As the team document on this device has them. */
  readonly known: () => WorkspaceLists;
  readonly calls: ListCalls;
  /** As people see it. */
  readonly nameOf: (item: ItemOf[List]) => string;
}

type Lay<List extends ListName> = (items: readonly ItemOf[List][]) => readonly ItemOf[List][];

/**
 * One of the workspace's lists while somebody changes it. What was done shows at once and is sent in the order of doing; until the
 * team document has it, the answer of the server is the newer truth (its revision says so).
 */
export class ListRoom<List extends ListName> {
  readonly #deps: ListRoomDeps<List>;
  #answered: WorkspaceLists | null = $state.raw(null);
  /** Over what is known, in the order of doing. */
  #laid: readonly Lay<List>[] = $state.raw([]);
  /** Archived in this visit: they stay where they were, to be brought back. */
  #removed: readonly string[] = $state.raw([]);
  #failure: ListFailure | null = $state.raw(null);
  #queue: Promise<unknown> = Promise.resolve();

  constructor(deps: ListRoomDeps<List>) {
    this.#deps = deps;
  }

  readonly #items: readonly ItemOf[List][] = $derived.by(() => {
    const known = this.#deps.known();
    const newest: Lists = this.#answered !== null && this.#answered.revision > known.revision ? this.#answered : known;
    const all: readonly ItemOf[List][] = newest[this.#deps.list];
    return this.#laid.reduce((items, lay) => lay(items), all).toSorted((one, other) => one.order - other.order);
  });

  /** Rows of the page: what can be chosen, and between them what was archived just now. */
  get rows(): readonly ItemOf[List][] {
    return this.#items.filter(({ id, archived }) => archived !== true || this.#removed.includes(id));
  }

  /** Archived before. */
  get archived(): readonly ItemOf[List][] {
    return this.#items.filter(({ id, archived }) => archived === true && !this.#removed.includes(id));
  }

  isRemoved(item: ItemOf[List]): boolean {
    return item.archived === true && this.#removed.includes(item.id);
  }

  /** Why the last order, archiving or bringing back did not happen. */
  get failure(): ListFailure | null {
    return this.#failure;
  }

  /** Another one that people can see has this name. */
  isTaken(name: string, id: string | null): boolean {
    const { nameOf } = this.#deps;
    return this.#items.some(
      (item) => item.id !== id && item.archived !== true && nameKey(nameOf(item)) === nameKey(name),
    );
  }

  async add(item: ListAddition[List]): Promise<ListFailure | null> {
    if (this.isTaken(item.name, null)) return 'name-in-use';
    return this.#send(
      (items) => items,
      () => this.#deps.calls.add(this.#deps.list, item),
    );
  }

  async change(id: string, change: ListChange[List]): Promise<ListFailure | null> {
    const { list, calls } = this.#deps;
    const { name } = change;
    if (name !== undefined && name !== '' && this.isTaken(name, id)) return 'name-in-use';
    return this.#send(
      (items) => items.map((item) => (item.id === id ? { ...item, ...change } : item)),
      () => calls.change(list, id, change),
    );
  }

  async archive(id: string): Promise<void> {
    const { list, calls } = this.#deps;
    this.#removed = [...this.#removed, id];
    this.#failure = await this.#send(
      (items) => items.map((item) => (item.id === id ? { ...item, archived: true as const } : item)),
      () => calls.archive(list, id),
    );
  }

  async restore(id: string): Promise<void> {
    const { list, calls } = this.#deps;
    this.#failure = await this.#send(
      (items) => items.map((item) => (item.id === id ? withoutArchived(item) : item)),
      () => calls.restore(list, id),
    );
  }

  async order(ids: readonly string[]): Promise<void> {
    const { list, calls } = this.#deps;
    const placeOf = ({ id, order }: ItemOf[List]): number => (ids.includes(id) ? ids.indexOf(id) : ids.length + order);
    this.#failure = await this.#send(
      (items) => items.map((item) => ({ ...item, order: placeOf(item) })),
      () => calls.order(list, ids),
    );
  }

  async #send(lay: Lay<List>, call: () => Promise<Result<WorkspaceLists, ListFailure>>): Promise<ListFailure | null> {
    this.#laid = [...this.#laid, lay];
    const sent = this.#queue.then(call);
    this.#queue = sent;
    const answer = await sent;
    this.#laid = this.#laid.filter((one) => one !== lay);
    if (answer.ok) this.#answered = answer.value;
    return answer.ok ? null : answer.failure;
  }
}

function withoutArchived<Item extends { readonly archived?: true }>({ archived: _, ...item }: Item): Item {
  return item as Item;
}
