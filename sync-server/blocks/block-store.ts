import type { Block } from '#schema/conversation/block.ts';
import type { VisitorId } from '#schema/ids.ts';
import { isRange, networkIn } from '#schema/network.ts';
import type { Connection } from '../store/database.ts';

/** A block with the network that it is about; null where it is about one visitor. */
export interface KeptBlock {
  readonly block: Block;
  readonly address: string | null;
}

/** The rows of who may not write. */
export interface BlockStore {
  /** The oldest first, with the visitors whom an address has stopped. */
  readonly all: () => readonly KeptBlock[];
  readonly put: (kept: KeptBlock) => void;
  readonly drop: (id: string) => void;
  readonly addStop: (id: string, visitor: VisitorId) => void;
}

interface Row {
  readonly id: string;
  readonly visitor: VisitorId | null;
  readonly address: string | null;
  readonly until_at: number | null;
  readonly reason: string;
  readonly person: string;
  readonly person_name: string;
  readonly at: number;
}

export function createBlockStore(connection: Connection): BlockStore {
  const all = connection.prepare<Row>('SELECT * FROM blocks ORDER BY at, id');
  const stops = connection.prepare<{ readonly block: string; readonly visitor: VisitorId }>(
    'SELECT * FROM block_stops',
  );
  const put = connection.prepare(
    `INSERT OR REPLACE INTO blocks (id, visitor, address, until_at, reason, person, person_name, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const drop = connection.prepare('DELETE FROM blocks WHERE id = ?');
  const dropStops = connection.prepare('DELETE FROM block_stops WHERE block = ?');
  const addStop = connection.prepare('INSERT OR IGNORE INTO block_stops (block, visitor) VALUES (?, ?)');
  return {
    all: () => {
      const stopped = Map.groupBy(stops.all(), ({ block }) => block);
      return all.all().map((row) => {
        const { id, visitor, address, until_at: until, reason, person, person_name: name, at } = row;
        const visitors = stopped.get(id)?.map((stop) => stop.visitor) ?? [];
        const block: Block = {
          id,
          scope: address === null ? 'visitor' : 'address',
          ...(visitor !== null && { visitor }),
          ...(isOfRange(address) && { isRange: true }),
          until,
          ...(reason !== '' && { reason }),
          by: { kind: 'operator', id: person, name },
          at,
          ...(visitors.length > 0 && { stopped: visitors }),
        };
        return { block, address };
      });
    },
    put: ({ block: { id, visitor, until, reason, by, at }, address }) =>
      void put.run(id, visitor ?? null, address, until, reason ?? '', by.id, by.name, at),
    drop: (id) => {
      dropStops.run(id);
      drop.run(id);
    },
    addStop: (id, visitor) => void addStop.run(id, visitor),
  };
}

export function isOfRange(address: string | null): boolean {
  const network = address === null ? null : networkIn(address);
  return network !== null && isRange(network);
}
