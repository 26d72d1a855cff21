import type { Block } from '#schema/conversation/block.ts';
import { mayCall } from '#schema/policy/policy.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import type { BlockCalls, BlockFailure } from './block-calls.ts';

/** A line of the page. */
export interface BlockRow {
  readonly block: Block;
  /** Null for who may not see it, and while it is not known. */
  readonly address: string | null;
  /** Taken off in this visit: it stays where it was, to be brought back. */
  readonly isRemoved: boolean;
}

interface Done {
  readonly row: BlockRow;
  readonly isRemoved: boolean;
  /** By which it is sorted. */
  readonly place: number;
  /** Brought back, it shows until then although no document has it yet; ms by the server's clock. */
  readonly until: number;
}

const BACK_WITHIN = 5_000;

/**
 * The block list while somebody looks at it. What was blocked from a conversation goes by commands and so needs no line; addresses, and
 * those that were added by hand, are asked of the server.
 */
export class BlocksRoom {
  readonly #desk: Desk;
  readonly #calls: BlockCalls;
  #addresses: Readonly<Record<string, string>> = $state.raw({});
  /** What was taken off and brought back in this visit, by id. */
  #done: Readonly<Record<string, Done>> = $state.raw({});
  #failure: BlockFailure | null = $state.raw(null);

  constructor(desk: Desk, calls: BlockCalls) {
    this.#desk = desk;
    this.#calls = calls;
  }

  /** What was done shows at once, and stays where it was. */
  readonly rows: readonly BlockRow[] = $derived.by(() => {
    const there = this.#desk.blocks.all;
    const rows = there.map((block): BlockRow => {
      const done = this.#done[block.id];
      // One that was made since is another one.
      const isRemoved = done?.isRemoved === true && done.row.block.at === block.at;
      return { block, address: this.#addresses[block.id] ?? null, isRemoved };
    });
    for (const [id, { row, isRemoved, until }] of Object.entries(this.#done)) {
      if (there.some((block) => block.id === id)) continue;
      if (isRemoved || this.#desk.clock.now < until) rows.push({ ...row, isRemoved });
    }
    const placeOf = ({ block }: BlockRow): number => this.#done[block.id]?.place ?? block.at;
    return rows.toSorted((one, other) => placeOf(other) - placeOf(one));
  });

  get failure(): BlockFailure | null {
    return this.#failure;
  }

  get isAdmin(): boolean {
    return mayCall(this.#desk.actor, 'POST /api/blocks');
  }

  get isOffline(): boolean {
    return this.#desk.link.state === 'offline' || this.#desk.link.state === 'stopped';
  }

  /** Whether this person may take it off now. */
  mayRemove({ visitor }: Block): boolean {
    return visitor === undefined ? this.isAdmin && !this.isOffline : this.#desk.blocks.mayBlock;
  }

  /** Of which addresses one may ask the server; changes when there are others. */
  get asked(): string {
    const ids = this.#desk.blocks.all.filter(({ scope }) => scope === 'address').map(({ id, at }) => `${id} ${at}`);
    return this.isAdmin && !this.isOffline ? ids.join() : '';
  }

  async readAddresses(): Promise<void> {
    if (this.asked === '') return;
    const answer = await this.#calls.addresses();
    if (answer.ok) this.#addresses = { ...this.#addresses, ...answer.value };
  }

  /** Null when it was done. */
  async add(address: string, ms: number | null, reason: string): Promise<BlockFailure | null> {
    const answer = await this.#calls.add({ address, until: this.#desk.blocks.untilIn(ms), reason });
    if (answer.ok) this.#addresses = { ...this.#addresses, [answer.value.id]: address.trim() };
    return answer.ok ? null : answer.failure;
  }

  async remove(row: BlockRow): Promise<void> {
    this.#note(row, true);
    if (row.block.visitor !== undefined) return this.#desk.blocks.unblock(row.block);
    const answer = await this.#calls.remove(row.block.id);
    if (!answer.ok && answer.failure !== 'not-found') this.#fail(row, answer.failure);
  }

  async undo(row: BlockRow): Promise<void> {
    this.#note(row, false);
    const { block, address } = row;
    if (block.visitor !== undefined) return this.#desk.blocks.blockAgain(block);
    if (address === null) return;
    const answer = await this.#calls.add({ address, until: block.until, reason: block.reason ?? '' });
    if (!answer.ok) this.#fail(row, answer.failure);
  }

  #note(row: BlockRow, isRemoved: boolean): void {
    this.#failure = null;
    const place = this.#done[row.block.id]?.place ?? row.block.at;
    const until = this.#desk.client.serverNow() + BACK_WITHIN;
    this.#done = { ...this.#done, [row.block.id]: { row, isRemoved, place, until } };
  }

  /** It is as it was. */
  #fail({ block }: BlockRow, failure: BlockFailure): void {
    this.#failure = failure;
    const { [block.id]: _done, ...others } = this.#done;
    this.#done = others;
  }
}

/** Whether all words that were typed stand somewhere in what the row says. */
export function fits(typed: string, said: readonly string[]): boolean {
  const all = said.join(' ').toLocaleLowerCase();
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
