import { blockId, isInForce, STOPS_KEPT, type Block } from '#schema/conversation/block.ts';
import type { Entry } from '#schema/conversation/entry.ts';
import type { VisitorId } from '#schema/ids.ts';
import { holds, isRange, networkIn, networkName, shortened, type Network } from '#schema/network.ts';
import { fail, ok } from '#schema/result.ts';
import type { Log } from '../log.ts';
import type { BlockedAddresses, Clock } from '../ports.ts';
import type { Timers } from '../timers.ts';
import { isOfRange, type BlockStore, type KeptBlock } from './block-store.ts';
import { createOrigins, type Origins } from './origins.ts';

/**
 * Who may not write for now (BLOCK1): asked for each command of a visitor, so in memory; the rows behind it outlive the process. A
 * block ends by itself by the server's clock.
 */
export interface Blocks extends BlockedAddresses {
  /** This visitor comes from there, over either door. */
  readonly saw: Origins['saw'];
  readonly arrived: Origins['arrived'];
  readonly left: Origins['left'];
  readonly cameTo: Origins['cameTo'];
  /** To be called once a minute. */
  readonly sweep: Origins['sweep'];
  readonly deviceOf: Origins['deviceOf'];
  /** Where it came from last, as a name of its network; null when that cannot be blocked. */
  readonly addressOf: (visitor: VisitorId) => string | null;
  /** Whole, for what is counted in memory alone; null where it is nobody's in particular. */
  readonly cameFrom: (visitor: VisitorId) => string | null;
  /** Until when it may not write, ms; null: for ever; undefined: it may. */
  readonly suspendedUntil: (visitor: VisitorId) => number | null | undefined;
  /** As every desk sees it as well (`blocksOf`): whoever was blocked or stopped stays so when nobody knows any more where it comes from. */
  readonly isBlocked: (visitor: VisitorId) => boolean;
  /** It was told or refused: noted with the address that stopped it (BLOCK7). */
  readonly stopped: (visitor: VisitorId) => void;
  /** Those that were made of this visitor, and are in force. */
  readonly ofVisitor: (visitor: VisitorId) => readonly KeptBlock[];
  /** Those in force, for documents: without addresses. */
  readonly current: () => readonly Block[];
  /** An entry of the contact of this visitor, in the order of commits, maybe again. Throws when the disk refuses it. */
  readonly take: (visitor: VisitorId, entry: Entry) => void;
  /** Some were deleted from the disk, or are about to be. */
  readonly forget: (visitors: readonly VisitorId[]) => void;
  readonly onChanged: (listener: () => void) => () => void;
}

export interface BlocksDeps {
  readonly store: BlockStore;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly newId: () => string;
  /** Whether this site wants addresses shortened; undefined: any. */
  readonly shortens?: (site: string | undefined) => boolean;
}

/** Until what could not be read is read again, ms. */
const AGAIN_AFTER = 1_000;
/** The longest that a timer waits before it looks again, ms. */
const LONGEST_WAIT = 3_600_000;

export function createBlocks({ store, clock: { now }, timers, log, newId, shortens }: BlocksDeps): Blocks {
  const blocks = new Map<string, KeptBlock>();
  let byAddress = new Map<string, readonly KeptBlock[]>();
  /** Those of whom they were made, and those whom they have stopped. */
  const byVisitor = new Map<VisitorId, Set<string>>();
  let ranges: readonly { readonly network: Network; readonly kept: KeptBlock }[] = [];
  const origins = createOrigins(now, shortens);
  const listeners = new Set<() => void>();
  let cancelEnd: (() => void) | null = null;
  let isToldSoon = false;

  function indexAddresses(): void {
    byAddress = Map.groupBy(
      [...blocks.values()].filter(({ address }) => address !== null),
      ({ address }) => address ?? '',
    );
    ranges = [...blocks.values()].flatMap((kept) => {
      const network = kept.block.isRange ? networkIn(kept.address ?? '') : null;
      return network === null ? [] : [{ network, kept }];
    });
  }

  const name = (visitor: VisitorId, id: string): void =>
    void byVisitor.set(visitor, (byVisitor.get(visitor) ?? new Set()).add(id));

  function index(): void {
    indexAddresses();
    byVisitor.clear();
    for (const { block } of blocks.values())
      for (const visitor of [block.visitor ?? [], block.stopped ?? []].flat()) name(visitor, block.id);
  }

  function endLater(): void {
    cancelEnd?.();
    cancelEnd = null;
    const next = Math.min(...[...blocks.values()].map(({ block }) => block.until ?? Infinity));
    if (next !== Infinity) cancelEnd = timers.after(Math.max(1, Math.min(next - now(), LONGEST_WAIT)), endSome);
  }

  function endSome(): void {
    for (const { block } of [...blocks.values()]) {
      if (isInForce(block, now())) continue;
      blocks.delete(block.id);
      try {
        store.drop(block.id);
      } catch (error) {
        // The row is passed over by every start from now on.
        log.warn({ error: String(error) }, 'a block that is over could not be taken off the disk');
      }
    }
    changed();
  }

  function changed(): void {
    index();
    endLater();
    for (const listener of listeners) listener();
  }

  /** In a moment, for all at once: told from within those who are being told. */
  function changedSoon(): void {
    if (isToldSoon) return;
    isToldSoon = true;
    timers.soon(() => {
      isToldSoon = false;
      changed();
    });
  }

  function put(kept: KeptBlock): void {
    store.drop(kept.block.id);
    store.put(kept);
    blocks.set(kept.block.id, kept);
    changed();
  }

  function drop(id: string): void {
    if (!blocks.has(id)) return;
    store.drop(id);
    blocks.delete(id);
    changed();
  }

  function load(): void {
    const all = store.all();
    blocks.clear();
    for (const kept of all) if (isInForce(kept.block, now())) blocks.set(kept.block.id, kept);
  }

  /** As the disk has them by now; until it can be read, those of before stay in force. */
  function reload(): void {
    const before = JSON.stringify([...blocks]);
    try {
      load();
    } catch (error) {
      log.warn({ error: String(error) }, 'blocks could not be read anew; it is tried again');
      timers.after(AGAIN_AFTER, reload);
      return;
    }
    if (before !== JSON.stringify([...blocks])) changed();
  }

  function ofAddress(visitor: VisitorId): readonly KeptBlock[] {
    if (byAddress.size === 0) return [];
    const network = origins.networkOf(visitor);
    if (network === null) return [];
    const own = byAddress.get(networkName(network)) ?? [];
    return ranges.length === 0
      ? own
      : [...own, ...ranges.flatMap((range) => (holds(range.network, network) ? range.kept : []))];
  }

  function suspendedUntil(visitor: VisitorId): number | null | undefined {
    if (blocks.size === 0) return undefined;
    const own = blocks.get(blockId('visitor', visitor));
    const all = [...ofAddress(visitor), ...(own === undefined ? [] : [own])];
    const untils = all.filter(({ block }) => isInForce(block, now())).map(({ block }) => block.until);
    if (untils.length === 0) return undefined;
    return untils.includes(null) ? null : Math.max(...untils.map((until) => until ?? 0));
  }

  const isHeld = (id: string): boolean => {
    const kept = blocks.get(id);
    return kept !== undefined && isInForce(kept.block, now());
  };

  load();
  index();
  endLater();

  return {
    saw: origins.saw,
    arrived: origins.arrived,
    left: origins.left,
    cameTo: origins.cameTo,
    sweep: origins.sweep,
    addressOf: (visitor) => {
      const network = origins.networkOf(visitor);
      if (network === null) return null;
      return networkName(origins.isShort(visitor) ? shortened(network) : network);
    },
    cameFrom: (visitor) => {
      const network = origins.networkOf(visitor);
      return network === null ? null : networkName(network);
    },
    deviceOf: origins.deviceOf,
    suspendedUntil,
    isBlocked: (visitor) => suspendedUntil(visitor) !== undefined || [...(byVisitor.get(visitor) ?? [])].some(isHeld),
    stopped: (visitor) => {
      for (const { block, address } of ofAddress(visitor)) {
        const { stopped = [] } = block;
        if (stopped.includes(visitor) || stopped.length >= STOPS_KEPT) continue;
        blocks.set(block.id, { block: { ...block, stopped: [...stopped, visitor] }, address });
        indexAddresses();
        name(visitor, block.id);
        changedSoon();
        try {
          store.addStop(block.id, visitor);
        } catch (error) {
          log.warn({ error: String(error) }, 'whom an address has stopped could not be kept');
        }
      }
    },
    ofVisitor: (visitor) =>
      [...blocks.values()].filter(({ block }) => block.visitor === visitor && isInForce(block, now())),
    current: () => [...blocks.values()].map(({ block }) => block).filter((block) => isInForce(block, now())),
    addresses: () =>
      [...blocks.values()].flatMap(({ block, address }) =>
        address !== null && isInForce(block, now()) ? [{ id: block.id, address }] : [],
      ),
    effectOf: (typed, from) => {
      const network = networkIn(typed);
      if (network === null) return fail('not-an-address');
      return ok({ address: networkName(network), visitors: origins.count(network), isOwn: isFrom(network, from) });
    },
    add: ({ address: typed, until, reason }, by, from) => {
      const network = networkIn(typed);
      if (network === null) return fail('not-an-address');
      if (isFrom(network, from)) return fail('own-address');
      if (until !== null && until <= now()) return fail('is-over');
      const address = networkName(network);
      const same = byAddress.get(address)?.find(({ block }) => block.visitor === undefined);
      const id = same?.block.id ?? newId();
      const block: Block = {
        ...{ id, scope: 'address', until },
        ...(isRange(network) && { isRange: true }),
        ...(reason !== '' && { reason }),
        ...{ by, at: now() },
      };
      put({ block, address });
      return ok(block);
    },
    remove: (id) => {
      if (blocks.get(id)?.block.visitor !== undefined) return false;
      drop(id);
      return true;
    },
    take: (visitor, { effect, by, at }) => {
      if (effect.kind === 'unblocked') {
        const id = blockId(effect.scope, visitor);
        const address = blocks.get(id)?.address;
        // So that it can be undone.
        if (address && origins.networkOf(visitor) === null) origins.saw(visitor, address);
        drop(id);
      } else if (effect.kind === 'blocked') {
        const { scope, until, reason, address = null } = effect;
        const id = blockId(scope, visitor);
        const block: Block = {
          ...{ id, scope, visitor, until, by, at },
          ...(isOfRange(address) && { isRange: true }),
          ...(reason !== undefined && { reason }),
        };
        if ((scope === 'address') !== (address !== null)) return;
        if (isInForce(block, now())) put({ block, address });
        else drop(id);
      } else if (effect.kind === 'contact-merged') {
        for (const { address = null, ...told } of effect.card.blocked ?? []) {
          const id = blockId(told.scope, visitor);
          const block: Block = { id, visitor, ...told, ...(isOfRange(address) && { isRange: true }) };
          if (isInForce(block, now())) put({ block, address });
        }
      }
    },
    forget: (visitors) => {
      for (const visitor of visitors) origins.forget(visitor);
      reload();
    },
    onChanged: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Whether somebody who comes from this address comes from there. */
function isFrom(network: Network, address: string | null): boolean {
  const own = address === null ? null : networkIn(address);
  return own !== null && holds(network, own);
}
