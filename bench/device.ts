/**
 * `node bench/device.ts`: what looking through what is on the operator's device costs at each key: a thousand templates ranked for what a
 * visitor wrote (TPL9: 5 ms, a frame at a key) and 20,000 words of rooms (ROOM11: a frame). Processor time of the thread, which in the app draws too.
 */
import { searchRooms, wordsOf } from '../app/src/lib/rooms/room-search.ts';
import { TemplateIndex } from '../app/src/lib/templates/template-index.ts';
import { roomIdOf } from '#schema/room/room-id.ts';
import type { CommandId } from '#schema/ids.ts';

function costsOf(name: string, limit: number, look: (round: number) => void): void {
  const times: number[] = [];
  for (let round = 0; round < 200; round += 1) {
    const before = process.cpuUsage();
    look(round);
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1);
  console.log(`${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms (promised: ${limit} ms)`);
}

const vocabulary = Array.from({ length: 3000 }, (_, at) => `слово${at.toString(7).replaceAll('0', 'ж')}`);
const word = (at: number): string => vocabulary[(at * 7919) % vocabulary.length] ?? '';
const templates = new TemplateIndex(
  Array.from({ length: 1000 }, (_, at) => ({
    id: String(at),
    name: `${word(at)} ${word(at + 1)}`,
    text: Array.from({ length: 60 }, (__, part) => word(at * 13 + part * part)).join(' '),
  })),
);
costsOf('1,000 templates ranked for 60 words', 5, (round) =>
  templates.suggest(Array.from({ length: 60 }, (_, at) => word(at * 31 + round)).join(' '), 3),
);
costsOf('1,000 templates looked through at a key', 16, (round) => templates.find(word(round)));

const uuid = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const by = { kind: 'operator', id: 'anna', name: 'Anna' } as const;
const words = wordsOf(
  new Map([
    [
      roomIdOf(uuid(1)),
      {
        head: { name: 'Kilns', members: [by] },
        messages: Array.from({ length: 20_000 }, (_, n) => ({
          seq: n + 1,
          id: uuid(n + 2) as CommandId,
          at: n + 1,
          by,
          kind: 'text' as const,
          text: `parcel ${n} and when it comes`,
        })),
        edits: new Map(),
      },
    ],
  ]),
);
costsOf('20,000 words of rooms, found', 16, () => searchRooms(words, 'parcel'));
costsOf('20,000 words of rooms, not found', 16, () => searchRooms(words, 'parcel nowhere'));
