import { blocksOf, inForce, type Block } from '#schema/conversation/block.ts';
import { overlayBlocks } from '#schema/conversation/blocks-overlay.ts';
import { TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import { readBlocks } from '#schema/docs/team-document.ts';
import type { HoldlineClient, OutboxRow } from '#client/interface.ts';
import type { Viewer } from '#schema/conversation/overlay.ts';
import type { Verb } from '#schema/policy/policy.ts';
import type { VisitorId } from '#schema/ids.ts';
import { ReplicaView, type Clock } from '../device/sources.svelte.ts';

/** How long an accepted command lies over a team document that may not have it yet, ms. */
const ACCEPTED_FOR = 5_000;

/** What it needs of the desk. */
interface BlocksDesk {
  readonly client: HoldlineClient;
  readonly clock: Clock;
  readonly viewer: Viewer;
  readonly waiting: readonly OutboxRow[];
  readonly undecided: readonly OutboxRow[];
  readonly may: (verb: Verb) => boolean;
}

/** Who may not write, as this person's devices know it: what waits here is laid over it, and what is over is gone (BLOCK4, BLOCK5). */
export class VisitorBlocks {
  readonly #desk: BlocksDesk;
  readonly #team: ReplicaView<readonly Block[]>;

  constructor(desk: BlocksDesk) {
    this.#desk = desk;
    this.#team = new ReplicaView(desk.client.replicas.open(TEAM_DOCUMENT), readBlocks);
  }

  readonly #known: readonly Block[] = $derived.by(() => {
    const { client, viewer, waiting } = this.#desk;
    const recent = client.outbox.accepted.filter(({ at }) => at > client.serverNow() - ACCEPTED_FOR);
    const commands = [...recent, ...waiting].map(({ command }) => command);
    return overlayBlocks(this.#team.content, commands, viewer);
  });

  /** The clock is asked only while something can end. */
  readonly #now: number = $derived.by(() =>
    this.#known.some(({ until }) => until !== null) ? this.#desk.clock.now : 0,
  );

  /** The newest first. */
  readonly all: readonly Block[] = $derived(inForce(this.#known, this.#now).toSorted((a, b) => b.at - a.at));

  /** What keeps this visitor from writing, the longest first. */
  of(visitor: VisitorId): readonly Block[] {
    return this.#known.length === 0 ? [] : blocksOf(this.#known, visitor, this.#now);
  }

  get mayBlock(): boolean {
    return this.#desk.may('visitor.block');
  }

  /** Commands of this visitor's blocks that the server refused. */
  refused(visitor: VisitorId): readonly OutboxRow[] {
    return this.#desk.undecided.filter(
      ({ command: { type, payload } }) =>
        type.startsWith('visitor.') && 'visitor' in payload && payload.visitor === visitor,
    );
  }

  readonly drop = (row: OutboxRow): void => void this.#desk.client.outbox.drop(row.command.id);

  /** In so many ms, by the server's clock, which a device knows only to a fraction; null: for ever. */
  untilIn(ms: number | null): number | null {
    return ms === null ? null : Math.round(this.#desk.client.serverNow() + ms);
  }

  /** `ms`: for how long; null: for ever. */
  block(visitor: VisitorId, scope: Block['scope'], ms: number | null, reason: string): void {
    this.#add(visitor, scope, this.untilIn(ms), reason);
  }

  /** Of one that was made from a conversation. */
  unblock({ visitor, scope }: Block): void {
    if (visitor !== undefined) void this.#desk.client.outbox.add('visitor.unblock', { visitor, scope });
  }

  /** As it was. */
  blockAgain({ visitor, scope, until, reason = '' }: Block): void {
    if (visitor !== undefined) this.#add(visitor, scope, until, reason);
  }

  #add(visitor: VisitorId, scope: Block['scope'], until: number | null, reason: string): void {
    void this.#desk.client.outbox.add('visitor.block', { visitor, scope, until, ...(reason !== '' && { reason }) });
  }
}
