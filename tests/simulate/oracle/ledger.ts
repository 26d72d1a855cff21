import { isDeepStrictEqual } from 'node:util';
import type { EntryCommand } from '#schema/commands/command.ts';
import { OUTBOX_PREFIX, type StoredRow } from '#client/outbox/outbox-store.ts';
import type { CommandId } from '#schema/ids.ts';
import type { Device, Tab } from '../device/device.ts';
import type { Judge } from './judge.ts';
import type { Model } from './model.ts';
import type { ModelEntry } from './truth.ts';

/** What a device has written and was told, kept beside its client and not by it. */
export interface Ledgers {
  readonly opened: (device: Device, tab: Tab) => void;
  readonly ended: (device: Device, tab: Tab) => void;
  readonly outboxChanged: (device: Device) => void;
  readonly poweredOff: (device: Device) => void;
  /** Its storage was cleared: whatever was there may be gone, and is told to be. */
  readonly wiped: (device: Device) => void;
  /** The author's choice after `held` or `rejected`. */
  readonly givesUp: (device: Device, id: CommandId) => void;
  readonly committed: (made: ModelEntry) => void;
  /** Some of it is on the disk no more. */
  readonly lost: () => void;
  /** After healing. */
  readonly settled: () => void;
  readonly stillWaiting: () => readonly string[];
  readonly counts: () => { readonly written: number; readonly refused: number };
}

interface Written {
  readonly command: EntryCommand;
  readonly n: number;
  /** Numbers of rows are comparable within one life of the database. */
  readonly era: number;
}

interface Committed {
  readonly written: Written;
  readonly row: number;
}

interface Ledger {
  readonly device: Device;
  readonly written: Map<CommandId, Written>;
  /** On the device's disk at the last look. */
  onDisk: ReadonlySet<CommandId>;
  /** Of those, refused. */
  onDiskRefused: ReadonlySet<CommandId>;
  /** The person was shown that it is saved. */
  readonly shownSaved: Set<CommandId>;
  /** Only in the memory of this tab, and shown so. */
  readonly unsaved: Map<CommandId, Tab>;
  readonly wasUnsaved: Set<CommandId>;
  readonly givenUp: Set<CommandId>;
  readonly excused: Set<CommandId>;
  readonly refused: Set<CommandId>;
  /** By conversation, in the order of the disk. */
  readonly committed: Map<string, Committed[]>;
  era: number;
}

const thingOf = ({ payload }: EntryCommand): string => ('conversation' in payload ? payload.conversation : 'contact');

export function createLedgers(judge: Judge, model: () => Model): Ledgers {
  const ledgers = new Map<Device, Ledger>();
  const authors = new Map<CommandId, Ledger>();

  const of = (device: Device): Ledger => {
    const known = ledgers.get(device);
    if (known !== undefined) return known;
    const made: Ledger = {
      device,
      written: new Map(),
      onDisk: new Set(),
      onDiskRefused: new Set(),
      shownSaved: new Set(),
      unsaved: new Map(),
      wasUnsaved: new Set(),
      givenUp: new Set(),
      excused: new Set(),
      refused: new Set(),
      committed: new Map(),
      era: 0,
    };
    ledgers.set(device, made);
    return made;
  };
  const rowsOf = ({ storage, namespace }: Device): readonly StoredRow[] =>
    storage.rows(OUTBOX_PREFIX + namespace, 'rows') as readonly StoredRow[];

  /** Nothing leaves the outbox but by a decision. */
  const mayBeGone = (ledger: Ledger, id: CommandId): boolean =>
    model().isDecided(id) || ledger.givenUp.has(id) || ledger.excused.has(id);

  /** The device's own start of this conversation stands, or still waits. */
  function wasBegunHere(ledger: Ledger, { id: message, payload }: EntryCommand): boolean {
    if (!('conversation' in payload) || model().keeping.wasGone(payload.conversation)) return false;
    // What it wants to change is lost, and the conversation is not.
    if ('message' in payload && model().restoring.wasLost(payload.message)) return false;
    for (const [id, { command }] of ledger.written) {
      if (command.type !== 'conversation.start' || command.payload.conversation !== payload.conversation) continue;
      // What only a tab's memory had, no other tab could put in order.
      if (ledger.wasUnsaved.has(id) || ledger.wasUnsaved.has(message)) return false;
      if (model().restoring.wasLost(id)) return false;
      return !ledger.refused.has(id) && !ledger.givenUp.has(id) && !ledger.excused.has(id);
    }
    return false;
  }

  function look(ledger: Ledger, cause: string): void {
    const rows = rowsOf(ledger.device);
    const now = new Set(rows.map(({ command }) => command.id));
    const refused = new Set<CommandId>();
    for (const { command, n, state } of rows) {
      const known = ledger.written.get(command.id);
      if (known === undefined) {
        ledger.written.set(command.id, { command, n, era: ledger.era });
        authors.set(command.id, ledger);
      } else
        judge.check(
          isDeepStrictEqual(known.command, command),
          'ID1',
          () => `${ledger.device.name}: ${command.id} is another command now`,
        );
      if (state.kind !== 'rejected') continue;
      refused.add(command.id);
      ledger.refused.add(command.id);
      // It was right by what there was then: a backup may since have brought back what was gone.
      if (ledger.onDiskRefused.has(command.id)) continue;
      judge.check(
        state.rejection.reason !== 'not-found' || !wasBegunHere(ledger, command),
        'OUT8',
        () => `${ledger.device.name}: ${command.type} ${command.id} was refused for want of its own conversation`,
      );
      judge.check(
        state.rejection.reason.length > 0,
        'CMD12',
        () => `${ledger.device.name}: ${command.id} was refused without a reason`,
      );
    }
    for (const id of ledger.onDisk) {
      if (now.has(id)) continue;
      judge.check(
        mayBeGone(ledger, id) || (cause === 'power' && !ledger.shownSaved.has(id)),
        cause === 'power' ? 'OUT1' : 'OUT2',
        () => `${ledger.device.name}: ${ledger.written.get(id)?.command.type} ${id} is gone undecided (${cause})`,
      );
    }
    ledger.onDisk = now;
    ledger.onDiskRefused = refused;
  }

  return {
    opened: (device, { client, ...rest }) => {
      const tab = { client, ...rest };
      const ledger = of(device);
      client.outbox.subscribe(() => {
        for (const { command, saved } of client.outbox.current) {
          authors.set(command.id, ledger);
          if (!saved) {
            ledger.wasUnsaved.add(command.id);
            ledger.unsaved.set(command.id, tab);
            continue;
          }
          ledger.unsaved.delete(command.id);
          if (ledger.shownSaved.has(command.id)) continue;
          ledger.shownSaved.add(command.id);
          judge.check(
            ledger.written.has(command.id),
            'OUT1',
            () => `${device.name}: ${command.id} is shown as saved, and was never written`,
          );
        }
      });
    },
    ended: (device, { owner }) => {
      const ledger = of(device);
      for (const [id, tab] of ledger.unsaved) if (tab.owner === owner) ledger.excused.add(id);
    },
    outboxChanged: (device) => look(of(device), 'change'),
    poweredOff: (device) => look(of(device), 'power'),
    wiped: (device) => {
      const ledger = of(device);
      ledger.era += 1;
      for (const id of ledger.written.keys()) ledger.excused.add(id);
      ledger.onDisk = new Set();
      ledger.onDiskRefused = new Set();
    },
    givesUp: (device, id) => void of(device).givenUp.add(id),
    lost: () => {
      for (const ledger of ledgers.values())
        for (const [thing, committed] of ledger.committed)
          ledger.committed.set(
            thing,
            committed.filter(({ written }) => model().entryOf(written.command.id) !== null),
          );
    },
    committed: ({ row, entry }) => {
      const ledger = authors.get(entry.id);
      const written = ledger?.written.get(entry.id);
      if (ledger === undefined || written === undefined || written.era !== ledger.era) return;
      // An attacker has used its id in a conversation of its own.
      if (entry.by.id !== ledger.device.person) return;
      // It was only in a memory first: no disk has numbered it.
      if (!Number.isInteger(written.n)) return;
      // Refused first, and asked again because its device lost the refusal: those behind it did not wait for it.
      if (model().wasRefused(entry.id)) return;
      // Accepted once, lost with the disk, and sent once more by an old request.
      if (model().restoring.wasLost(entry.id)) return;
      const thing = thingOf(written.command);
      const committed = ledger.committed.get(thing) ?? [];
      const passedBy = committed.find((other) => other.written.era === written.era && other.written.n >= written.n);
      judge.check(
        // Or it was refused then, and nobody heard of it before the server was killed (CMD1).
        passedBy === undefined || model().isRefusedBefore(entry.id, passedBy.row),
        'OUT3',
        () =>
          `${ledger.device.name}: ${written.command.type} ${entry.id}, number ${written.n}, came after number ${passedBy?.written.n} (row ${row})`,
      );
      committed.push({ written, row });
      ledger.committed.set(thing, committed);
    },
    settled: () => {
      for (const ledger of ledgers.values()) {
        const rows = new Map(rowsOf(ledger.device).map((row) => [row.command.id, row]));
        for (const id of ledger.shownSaved) {
          const row = rows.get(id);
          judge.check(
            mayBeGone(ledger, id) || (row !== undefined && row.state.kind !== 'waiting'),
            'OUT2',
            () => `${ledger.device.name}: ${id} was saved, and is neither decided nor waiting for its author`,
          );
        }
      }
    },
    stillWaiting: () =>
      [...ledgers.values()].flatMap(({ device }) => {
        const shown = device.tabs.flatMap(({ client }) => client.outbox.current);
        const rows = [...rowsOf(device), ...shown].filter(({ state }) => state.kind === 'waiting');
        const lines = device.tabs.map(
          ({ client, owner }) =>
            `${owner.name} ${JSON.stringify(client.link.current)} ${client.storage.current} ${client.outbox.current.length}`,
        );
        return rows.map(({ command }) => `${device.name} ${command.type} ${command.id} (${lines.join(', ')})`);
      }),
    counts: () => {
      let written = 0;
      let refused = 0;
      for (const ledger of ledgers.values()) {
        written += ledger.written.size;
        refused += ledger.refused.size;
      }
      return { written, refused };
    },
  };
}
