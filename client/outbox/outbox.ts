import type { EntryCommand } from '#schema/commands/command.ts';
import { createIdFactory, type CommandId } from '#schema/ids.ts';
import type { CommandResult } from '#schema/rejection.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import { randomFraction, type ClientEnvironment, type Timer } from '../environment.ts';
import type { AcceptedCommand, Outbox, OutboxRow, StorageState, UnsavedRows } from '../interface.ts';
import { createSettable, createWatchers, type Settable } from '../watchable.ts';
import { createOutboxStore, type NewRow, type OutboxChange, type StoredRow } from './outbox-store.ts';

/**
 * The device's queue of commands.
 *
 * 1. A command is on the disk before anybody hears of it, or it says that it is not (`saved: false`).
 * 2. Only a decision removes a row: accepted, or its author's choice.
 * 3. The order is `n`, over all tabs. The disk numbers rows; a row only in memory gets a fraction behind the last one, which no other tab gets.
 * 4. What the disk says wins over memory, except for rows decided here whose removal is still on its way.
 */
export interface OutboxRoom extends Outbox {
  readonly storage: Settable<StorageState>;
  readonly device: () => string;
  /** Takes the server's answers. `retry` changes nothing: the sender knows when to try again. */
  readonly settle: (results: ReadonlyMap<CommandId, CommandResult>) => void;
  /** Records when rows first went out. */
  readonly markSent: (ids: readonly CommandId[], at: number) => void;
  /** Reads the disk again: another tab or the service worker changed it. `news` was accepted over that tab's line. */
  readonly reload: (news: readonly AcceptedCommand[]) => Promise<void>;
  /** What was accepted says nothing any more: the server's data was set back, or something is gone for good. */
  readonly forgetAccepted: () => void;
  readonly openNoMore: () => void;
  readonly close: () => Promise<void>;
  readonly destroy: () => Promise<void>;
}

export interface OutboxHooks {
  /** The disk has changed: tell the other tabs, and what was accepted. */
  readonly changed: (news: readonly AcceptedCommand[]) => void;
  readonly added: () => void;
  readonly retryNow: () => void;
  /** The disk is full: give back what the cache takes. */
  readonly makeRoom: () => Promise<void>;
  /** An outbox that was closed before this one leaves them to it. */
  readonly unsaved: UnsavedRows;
}

/** When a disk that refused something is asked again; it may not open for fifteen seconds after it did not. ms. */
const AGAIN_AFTER = 20_000;
/** Where tabs cannot tell each other what they wrote: one that is gone may have left words that nobody else sends. ms. */
const LOOK_EVERY = 30_000;
/** Accepted commands kept for documents that have not come; more than a line that was long away lets go at once. */
const ACCEPTED_KEPT = 500;

export function createOutbox(environment: ClientEnvironment, namespace: string, hooks: OutboxHooks): OutboxRoom {
  const watchers = createWatchers();
  const storage = createSettable<StorageState>('opening');
  const newId = createIdFactory<CommandId>(environment);
  /** Decided here; the disk may still have them. */
  const decided = new Set<CommandId>();
  /** Refused or held here; the disk may not know it yet. */
  const unmarked = new Map<CommandId, { readonly state: OutboxRow['state'] }>();
  let rows: readonly OutboxRow[] = [];
  let accepted: readonly AcceptedCommand[] = [];
  let loaded = false;
  /** The greatest number the disk has given to a row, as far as this tab knows. */
  let newest = 0;
  let again: Timer | null = null;
  let lookAgain: Timer | null = null;
  let closed = false;

  const store = createOutboxStore(
    environment,
    namespace,
    () => {
      storage.set('wiped');
      return rows.filter((row) => row.saved).map(toStored);
    },
    // Look at once: if it was wiped, what memory has must get into the new one.
    () => void inTurn(load),
  );

  /** Random, because another tab may number its own: two rows of one number would be one. */
  const aLittle = (): number => (1 + randomFraction(environment.randomBytes)) * 2 ** -12;

  /** One change after the other, so that rows are numbered in the order they were written. */
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const next = line.then(work);
    line = next.catch(() => undefined);
    return next;
  };

  const show = (next: readonly OutboxRow[]): void => {
    rows = [...next].sort((a, b) => a.n - b.n);
    watchers.call();
  };
  let line: Promise<unknown> = Promise.resolve(hooks.unsaved.get(namespace)?.() ?? []).then(show);
  hooks.unsaved.set(namespace, () => line.then(() => rows.filter(({ saved }) => !saved)));

  const remember = (news: readonly AcceptedCommand[]): void => {
    if (news.length > 0) accepted = [...accepted, ...news].slice(-ACCEPTED_KEPT);
  };

  const report = (result: Result<unknown, 'unavailable' | 'full' | 'closed'>): void => {
    if (!result.ok) {
      storage.set(result.failure);
      if (!closed)
        again ??= environment.setTimeout(() => {
          again = null;
          void replace([], null);
        }, AGAIN_AFTER);
    } else if (storage.current !== 'wiped') storage.set('ok');
  };

  const marked = (mark: ReadonlyMap<CommandId, object>): void => {
    for (const [id, it] of mark) if (unmarked.get(id) === it) unmarked.delete(id);
  };

  const write = async (change: OutboxChange, durability: 'strict' | 'relaxed') => {
    const first = await store.write(change, durability);
    if (first.ok || first.failure !== 'full') return first;
    await hooks.makeRoom();
    return store.write(change, durability);
  };

  const load = async (): Promise<void> => {
    const read = await store.read();
    report(read);
    if (!read.ok) return;
    loaded = true;
    newest = Math.max(newest, Math.floor(read.value.at(-1)?.n ?? 0));
    const onDisk = read.value.filter((row) => !decided.has(row.command.id));
    // What is only in memory was written after all that the disk has, which was perhaps not known then.
    const behind = (n: number): number => (n > newest ? n : newest + (n % 1 || aLittle()));
    show([
      ...onDisk.map((row) => ({ ...row, ...unmarked.get(row.command.id), saved: true })),
      ...rows.filter((row) => !row.saved).map((row) => ({ ...row, n: behind(row.n) })),
    ]);
    // Decided rows that the disk would not let go.
    if (onDisk.length < read.value.length) await store.write({ remove: [...decided] }, 'relaxed');
  };

  /** Removes and adds in one transaction; what was only in memory gets another chance to be saved. */
  const replace = (remove: readonly CommandId[], added: NewRow | null): Promise<OutboxRow | null> =>
    inTurn(async () => {
      if (!loaded) await load();
      // A second click on the same choice: what it replaces is gone, and what replaced it must not be there twice.
      const before = rows.find((row) => remove.includes(row.command.id));
      if (added !== null && remove.length > 0 && before === undefined) return null;
      const unsaved = rows.filter((row) => !row.saved && !remove.includes(row.command.id)).map(toStored);
      // Another tab may have chosen first: the disk knows. Of a row that only memory has it knows nothing.
      for (const id of remove) unmarked.delete(id);
      const mark = new Map(unmarked);
      const change: OutboxChange =
        added !== null && before?.saved === true
          ? { mark, add: unsaved, replace: { id: before.command.id, by: added } }
          : { mark, remove, add: added === null ? unsaved : [...unsaved, added] };
      const written = await write(change, 'strict');
      report(written);
      if (written.ok) marked(mark);
      const rest = rows.filter((row) => !remove.includes(row.command.id));
      if (!written.ok) {
        // The disk may still have what was removed; it must not come back with the next reading.
        for (const id of remove) decided.add(id);
        const row = added === null ? null : { ...added, n: (rest.at(-1)?.n ?? 0) + aLittle(), saved: false };
        show(row === null ? rest : [...rest, row]);
        return row;
      }
      const { numbers, replaced, total } = written.value;
      const number = change.replace === undefined ? (numbers.at(-1) ?? 0) : replaced;
      const row = added === null || number === null ? null : { ...added, n: number, saved: true };
      const saved = rest.map((before) => (before.saved ? before : { ...before, saved: true }));
      const known = row === null ? saved : [...saved, row];
      // Another tab wrote something before this that we have not heard of: it must leave before this does. The count alone does
      // not tell, because that tab may also have removed something that we still have.
      const missed = total > known.length || number === null || (row !== null && row.n !== newest + 1);
      if (row !== null) newest = row.n;
      if (missed) {
        rows = known;
        await load();
      } else show(known);
      hooks.changed([]);
      return row;
    });

  const rowOf = (command: EntryCommand): NewRow => ({
    command,
    writtenAt: environment.now(),
    sentAt: null,
    state: { kind: 'waiting' },
  });

  const find = (id: CommandId): OutboxRow | undefined => rows.find((row) => row.command.id === id);

  const end = (): void => {
    closed = true;
    for (const timer of [again, lookAgain]) if (timer !== null) environment.clearTimeout(timer);
  };

  const look = (): void => {
    void inTurn(load);
    if (environment.locks === null || environment.openChannel === null)
      lookAgain = environment.setTimeout(look, LOOK_EVERY);
  };
  look();

  return {
    get current() {
      return rows;
    },
    get accepted() {
      return accepted;
    },
    subscribe: watchers.subscribe,
    storage,
    device: store.device,
    add: async (type, payload, made) => {
      const command = { id: newId(), writtenAt: environment.now(), ...made, type, payload } as EntryCommand;
      // What takes nobody's place has always a row.
      const row = (await replace([], rowOf(command))) as OutboxRow;
      hooks.added();
      return { ...(row.saved ? ok(row) : fail('not-saved' as const)), row };
    },
    retryNow: hooks.retryNow,
    drop: async (id) => void (await replace([id], null)),
    sendAnyway: async (id) => {
      const held = find(id)?.command;
      if (held?.type !== 'message.send') return;
      await replace([id], rowOf({ ...held, id: newId(), payload: { ...held.payload, anyway: true } }));
    },
    keepAsNote: async (id) => {
      const held = find(id)?.command;
      if (held?.type !== 'message.send') return;
      const { conversation, text } = held.payload;
      await replace(
        [id],
        rowOf({ id: newId(), type: 'note.add', writtenAt: held.writtenAt, payload: { conversation, text } }),
      );
    },
    settle: (results) => {
      const remove: CommandId[] = [];
      const news: AcceptedCommand[] = [];
      const mark = new Map<CommandId, { readonly state: OutboxRow['state'] }>();
      for (const [id, result] of results) {
        if (result.status === 'accepted') {
          const command = find(id)?.command;
          if (command !== undefined) news.push({ command, seq: result.seq, at: result.at });
          remove.push(id);
        }
        if (result.status === 'held') mark.set(id, { state: { kind: 'held', changes: result.changes } });
        if (result.status === 'rejected') mark.set(id, { state: { kind: 'rejected', rejection: result.rejection } });
      }
      if (remove.length + mark.size === 0) return;
      for (const id of remove) decided.add(id);
      for (const [id, it] of mark) unmarked.set(id, it);
      remember(news);
      show(rows.filter((row) => !decided.has(row.command.id)).map((row) => ({ ...row, ...mark.get(row.command.id) })));
      void inTurn(async () => {
        // Losing an acceptance with the power is harmless: the command is sent again and gets the same answer. A refusal might be
        // another one by then, because the server remembers it for as long as it runs.
        const written = await store.write({ remove, mark }, mark.size > 0 ? 'strict' : 'relaxed');
        if (!written.ok) return report(written);
        for (const id of remove) decided.delete(id);
        marked(mark);
        hooks.changed(news);
      });
    },
    markSent: (ids, at) => {
      const first = new Set(ids.filter((id) => find(id)?.sentAt === null));
      if (first.size === 0) return;
      show(rows.map((row) => (first.has(row.command.id) ? { ...row, sentAt: at } : row)));
      void inTurn(() => store.write({ mark: new Map([...first].map((id) => [id, { sentAt: at }])) }, 'relaxed'));
    },
    reload: (news) => {
      remember(news);
      return inTurn(load);
    },
    forgetAccepted: () => {
      accepted = [];
      watchers.call();
    },
    openNoMore: store.openNoMore,
    close: async () => {
      end();
      await line;
      store.close();
    },
    destroy: async () => {
      end();
      await line;
      rows = [];
      await store.destroy();
    },
  };
}

const toStored = ({ n, command, writtenAt, sentAt, state }: OutboxRow): StoredRow => ({
  n,
  command,
  writtenAt,
  sentAt,
  state,
});
