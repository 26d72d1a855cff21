import type { VisitorId } from '../ids.ts';
import type { Author } from '../words.ts';

/** What is blocked: one visitor, or everybody who comes from the network address that this visitor came from. */
export const BLOCK_SCOPES = ['visitor', 'address'] as const;
export type BlockScope = (typeof BLOCK_SCOPES)[number];

/** Somebody may not write here. The address itself stands in no document: only those who may see it ask for it (BLOCK6). */
export interface Block {
  /** `blockId`, or one that the server made for an address that was added by hand. */
  readonly id: string;
  readonly scope: BlockScope;
  /** Whose conversation it was made from; absent: an address that was added by hand. */
  readonly visitor?: VisitorId;
  /** Of many addresses; which, stands where the address does. */
  readonly isRange?: true;
  /** Ms by the server's clock; null: for ever. */
  readonly until: number | null;
  readonly reason?: string;
  readonly by: Author;
  readonly at: number;
  /** Of an address: the visitors that it has stopped, up to `STOPS_KEPT` of them. */
  readonly stopped?: readonly VisitorId[];
}

/** So many visitors that an address has stopped are told; beyond that it is clear that it is no single person's. */
export const STOPS_KEPT = 50;
export const BLOCK_REASON_LENGTH = 200;

/** One visitor has at most one block of each scope: the newer is it. */
export const blockId = (scope: BlockScope, visitor: VisitorId): string => `${scope}:${visitor}`;

export const isInForce = ({ until }: Pick<Block, 'until'>, now: number): boolean => until === null || until > now;

/** Those whose time is not over. */
export const inForce = (blocks: readonly Block[], now: number): readonly Block[] =>
  blocks.every((block) => isInForce(block, now)) ? blocks : blocks.filter((block) => isInForce(block, now));

/**
 * What keeps this visitor from writing, the longest first: its own block, and those of an address that was taken from it or has
 * stopped it.
 */
export function blocksOf(blocks: readonly Block[], visitor: VisitorId, now: number): readonly Block[] {
  return blocks
    .filter((block) => isInForce(block, now))
    .filter((block) => block.visitor === visitor || block.stopped?.includes(visitor) === true)
    .toSorted((one, other) => (other.until ?? Infinity) - (one.until ?? Infinity) || one.at - other.at);
}
