import type { EntryCommand } from '#schema/commands/command.ts';
import type { CommandId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { HoldlineClient } from '#client/interface.ts';
import type { StoredEntry } from '../support/read-server.ts';

/** What one device wrote and was told, kept beside the client and not by it. */
export interface Ledger {
  readonly name: string;
  /** By command; `n` is its place in the device's outbox. */
  readonly written: Map<CommandId, { readonly command: EntryCommand; readonly n: number }>;
  readonly accepted: Map<CommandId, { readonly seq: number; readonly at: number }>;
  /** All other answers, in their order: what went before an order that is wrong. */
  readonly otherAnswers: Map<CommandId, string[]>;
  /** Given up by its author after `held` or `rejected`. */
  readonly givenUp: Set<CommandId>;
  readonly faults: string[];
}

export const createLedger = (name: string): Ledger => ({
  name,
  written: new Map(),
  accepted: new Map(),
  otherAnswers: new Map(),
  givenUp: new Set(),
  faults: [],
});

/** Notes every command that comes into the outbox of this client. */
export function watchOutbox(ledger: Ledger, { outbox }: Pick<HoldlineClient, 'outbox'>): void {
  const look = (): void => {
    for (const { command, n, saved } of outbox.current) {
      const known = ledger.written.get(command.id);
      if (known === undefined || known.n !== n) ledger.written.set(command.id, { command, n });
      if (!saved) ledger.faults.push(`${ledger.name}: ${command.id} was not saved`);
    }
  };
  outbox.subscribe(look);
  look();
}

/** Notes what the server said, as it came over the socket. The same command must get the same place again (CMD1, COMMIT4). */
export function hear(ledger: Ledger, id: string, result: CommandResult): void {
  if (result.status !== 'accepted') {
    const answers = ledger.otherAnswers.get(id as CommandId) ?? [];
    answers.push(result.status === 'rejected' ? result.rejection.reason : result.status);
    ledger.otherAnswers.set(id as CommandId, answers);
    return;
  }
  const before = ledger.accepted.get(id as CommandId);
  if (before !== undefined && (before.seq !== result.seq || before.at !== result.at))
    ledger.faults.push(`${ledger.name}: ${id} was accepted as ${before.seq} and as ${result.seq}`);
  ledger.accepted.set(id as CommandId, result);
}

/** Of a visitor, what no state of things refuses; so it can have been passed by what was written later only if it was let fall. */
const NEVER_REFUSED: readonly EntryCommand['type'][] = ['conversation.start', 'message.send', 'contact.update'];

export interface Comparison {
  readonly faults: readonly string[];
  /**
   * Commands of operators that stand behind what their author wrote later: they were refused, the answer was lost with the
   * server's life, and in the next one things were different (CMD1).
   */
  readonly decidedAnew: number;
}

/** What is wrong between what devices were told and what the disk has (`unchanged`: accepted without an entry); empty when nothing is. */
export function compareWithDisk(
  ledgers: readonly Ledger[],
  entries: readonly StoredEntry[],
  unchanged: ReadonlySet<CommandId>,
): Comparison {
  const faults = ledgers.flatMap((ledger) => ledger.faults);
  const byCommand = new Map<CommandId, StoredEntry>();
  const lastSeq = new Map<string, number>();
  for (const entry of entries) {
    if (byCommand.has(entry.id)) faults.push(`${entry.id} stands twice on the disk`);
    byCommand.set(entry.id, entry);
    const before = lastSeq.get(entry.document) ?? 0;
    if (entry.seq !== before + 1) faults.push(`${entry.document}: ${entry.seq} follows ${before}`);
    lastSeq.set(entry.document, entry.seq);
  }
  const claimed = new Set<CommandId>();
  let decidedAnew = 0;
  for (const { name, written, accepted, givenUp, otherAnswers } of ledgers) {
    let lastRow = 0;
    let last: { readonly place: string; readonly type: EntryCommand['type'] } | null = null;
    for (const [id, { command, n }] of [...written].sort(([, a], [, b]) => a.n - b.n)) {
      claimed.add(id);
      const entry = byCommand.get(id);
      const told = accepted.get(id);
      if (givenUp.has(id)) {
        if (entry !== undefined) faults.push(`${name}: ${command.type} ${id} was refused, and is on the disk`);
        continue;
      }
      if (told === undefined) faults.push(`${name}: ${command.type} ${id} left the outbox without a decision`);
      if (entry === undefined) {
        if (!unchanged.has(id)) faults.push(`${name}: ${command.type} ${id} was accepted and is lost`);
        continue;
      }
      if (told !== undefined && (entry.seq !== told.seq || entry.at !== told.at))
        faults.push(`${name}: ${id} was accepted as ${told.seq} and stands as ${entry.seq}`);
      const answers = otherAnswers.get(id)?.join(', ') ?? 'none';
      const place = `${command.type} ${id} (place ${n} in the outbox, row ${entry.row} on the disk; other answers: ${answers}; ${entry.document})`;
      if (entry.row < lastRow && last !== null) {
        if (entry.by.kind === 'operator' || !NEVER_REFUSED.includes(last.type)) decidedAnew += 1;
        else faults.push(`${name}: ${place} overtook ${last.place}`);
      }
      lastRow = entry.row;
      last = { place, type: command.type };
      if (command.type === 'message.send' && entry.effect.kind === 'said' && entry.effect.text !== command.payload.text)
        faults.push(`${name}: ${id} says something else on the disk`);
    }
  }
  for (const id of unchanged) if (byCommand.has(id)) faults.push(`${id} changed nothing, and stands on the disk`);
  for (const id of byCommand.keys()) if (!claimed.has(id)) faults.push(`${id} on the disk was written by nobody`);
  return { faults, decidedAnew };
}
