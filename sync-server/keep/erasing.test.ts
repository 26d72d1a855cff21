import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contactDocument, conversationDocument, type DocumentName } from '#schema/docs/document-name.ts';
import type { VisitorId } from '#schema/ids.ts';
import { createLog } from '../log.ts';
import { manualTime } from '../testing/manual-time.ts';
import { newConversation } from '../testing/test-client.ts';
import { visitorActor } from '../testing/test-street.ts';
import { createEraser } from './eraser.ts';
import { createErasureLedger, readErasures, type ErasureLedger } from './erasure-ledger.ts';
import { createRemover } from './remover.ts';

const ann = visitorActor('ann').id as VisitorId;
const bob = visitorActor('bob').id as VisitorId;
const talk = newConversation();

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'holdline-erasing-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const erasure = (visitor: VisitorId, at: number) => ({ visitor, at, by: 'the owner', documents: [], row: 7 });

test('KEEP8 what is struck from the ledger is told no more, in place, and the others stay', () => {
  const ledger = createErasureLedger(dataDir);
  ledger.strike(erasure(ann, 1));
  for (const at of [1, 2]) for (const visitor of [ann, bob]) ledger.append(erasure(visitor, at));
  // As a disk that failed half-way leaves it.
  writeFileSync(join(dataDir, 'erasures.jsonl'), JSON.stringify(erasure(ann, 2)).slice(0, 30), { flag: 'a' });
  ledger.append(erasure(ann, 2));
  const before = readFileSync(join(dataDir, 'erasures.jsonl')).length;
  ledger.strike(erasure(ann, 2));
  ledger.strike(erasure(ann, 2));
  expect(readErasures(dataDir)).toEqual([erasure(ann, 1), erasure(bob, 1), erasure(bob, 2)]);
  expect(readFileSync(join(dataDir, 'erasures.jsonl')).length).toBe(before);
});

test('KEEP8 one that is told already stands in the ledger once, however often it is noted', () => {
  const ledger = createErasureLedger(dataDir);
  for (const visitor of [ann, bob, ann, ann]) ledger.append(erasure(visitor, 1));
  expect(readErasures(dataDir)).toEqual([erasure(ann, 1), erasure(bob, 1)]);
  ledger.strike(erasure(ann, 1));
  ledger.append(erasure(ann, 1));
  expect(readErasures(dataDir)).toEqual([erasure(bob, 1), erasure(ann, 1)]);
});

test('KEEP5 KEEP8 a ledger of years is read once, however many are noted; what another hand wrote into it is read again', () => {
  const path = join(dataDir, 'erasures.jsonl');
  const old = Array.from({ length: 300 }, (_, at) => `\n${JSON.stringify(erasure(bob, at))}\n`).join('');
  writeFileSync(path, old);
  const ledger = createErasureLedger(dataDir);
  ledger.append(erasure(ann, 1));
  // Of another form, and as long: it is not looked at.
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(`"row":7`, `"row":8`));
  ledger.append(erasure(bob, 299));
  expect(readErasures(dataDir).at(-2)).toEqual(erasure(bob, 299));
  writeFileSync(path, `\n${JSON.stringify(erasure(ann, 2))}\n`);
  ledger.strike(erasure(ann, 2));
  ledger.append(erasure(ann, 3));
  expect(readErasures(dataDir)).toEqual([erasure(ann, 3)]);
});

/** An eraser whose disk does what the test says; the person has one conversation. */
function world() {
  const time = manualTime();
  const disk = { takesOrders: true, answers: true, takesLines: true, takesStrikes: true, tells: true, reads: true };
  const carriedOut = new Set<number>();
  const real = createErasureLedger(dataDir);
  const check = (isWell: boolean): void => {
    if (!isWell) throw new Error('EIO');
  };
  const ledger: Pick<ErasureLedger, 'append' | 'strike'> = {
    append: (one) => {
      // The worst of it: it is there, and the disk says that it is not.
      real.append(one);
      check(disk.takesLines);
    },
    strike: (one) => {
      check(disk.takesStrikes);
      real.strike(one);
    },
  };
  let isLeaving = false;
  const erase = createEraser({
    store: {
      formerOf: () => [],
      isErased: ({ at }) => {
        check(disk.tells);
        return carriedOut.has(at);
      },
    },
    entries: {
      newestRow: () => 7,
      findDocument: () => {
        check(disk.reads);
        return null;
      },
    },
    scrub: () => Promise.resolve(),
    remover: {
      removeVisitor: async (visitor, order) => {
        isLeaving = true;
        try {
          return await order({ conversations: [talk], visitors: [visitor] });
        } finally {
          isLeaving = false;
        }
      },
    },
    writer: {
      keep: (order) => {
        if (order.kind === 'erase' && disk.takesOrders) carriedOut.add(order.erasure.at);
        return Promise.resolve(disk.takesOrders && disk.answers ? 1 : null);
      },
    },
    ledger,
    clock: time.clock,
    timers: time.timers,
    log: createLog('silent'),
  });
  return { erase, disk, carriedOut, isLeaving: () => isLeaving, time };
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

test('KEEP8 an erasure that the disk refuses is in the ledger no more when that is told', async () => {
  const { erase, disk } = world();
  disk.takesOrders = false;
  expect(await erase(ann, 'the owner')).toEqual({ ok: false, failure: 'retry' });
  expect(readErasures(dataDir)).toEqual([]);
  disk.takesOrders = true;
  disk.takesLines = false;
  expect(await erase(ann, 'the owner')).toEqual({ ok: false, failure: 'retry' });
  expect(readErasures(dataDir)).toEqual([]);
});

test('KEEP8 DISK4 where the ledger takes no write at all, that is told at once, and writing goes on', async () => {
  const { erase, isLeaving, carriedOut } = world();
  // It can be read, and keeps nothing; a mode would not keep everybody out who runs the tests.
  symlinkSync('/dev/null', join(dataDir, 'erasures.jsonl'));
  expect(await erase(ann, 'the owner')).toEqual({ ok: false, failure: 'retry' });
  expect([isLeaving(), carriedOut.size]).toEqual([false, 0]);
});

test('KEEP8 DISK4 what cannot be read just now is not erased, and that is told', async () => {
  const { erase, disk, carriedOut } = world();
  disk.reads = false;
  expect(await erase(ann, 'the owner')).toEqual({ ok: false, failure: 'retry' });
  expect([readErasures(dataDir), carriedOut.size]).toEqual([[], 0]);
});

test('KEEP8 one whose answer was lost is told as done, and stays in the ledger', async () => {
  const { erase, disk } = world();
  disk.answers = false;
  expect(await erase(ann, 'the owner')).toEqual({ ok: true, value: { conversations: 1 } });
  expect(readErasures(dataDir)).toHaveLength(1);
});

test.each([
  ['carried out', { takesOrders: true }, { ok: true, value: { conversations: 1 } }, 1],
  ['taken back', { takesStrikes: true }, { ok: false, failure: 'retry' }, 0],
  [
    'known to be done',
    { takesStrikes: true, takesOrders: true, answers: false },
    { ok: true, value: { conversations: 1 } },
    1,
  ],
])('KEEP8 nobody is told anything, and nothing is written, before it is %s', async (_what, mended, told, lines) => {
  const { erase, disk, isLeaving, time, carriedOut } = world();
  Object.assign(disk, { takesOrders: false, takesStrikes: false });
  let answer: unknown = null;
  const erasing = erase(ann, 'the owner').then((result) => (answer = result));
  for (let second = 0; second < 3; second += 1) {
    await turns();
    expect([answer, isLeaving()]).toEqual([null, true]);
    time.pass(1_000);
  }
  await turns();
  Object.assign(disk, mended);
  time.pass(1_000);
  expect(await erasing).toEqual(told);
  expect(isLeaving()).toBe(false);
  expect(new Set(readErasures(dataDir).map(({ at }) => at)).size).toBe(lines);
  expect(carriedOut.size).toBe(lines);
});

test('KEEP5 what the server itself began before nobody had them any more is committed and derived before they go', async () => {
  const said: string[] = [];
  let left = 0;
  const time = manualTime();
  const names: DocumentName[] = [];
  const remover = createRemover({
    rooms: {
      areSettled: () => true,
      dismiss: (documents) => {
        said.push('dismissed');
        names.push(...documents);
      },
      readmit: () => void said.push('readmitted'),
    },
    store: { conversationsOf: () => [talk], goneAt: () => null },
    timers: {
      ...time.timers,
      after: (_ms, run) => {
        left -= 1;
        if (left === 0) said.push('committed');
        queueMicrotask(run);
        return () => undefined;
      },
    },
    visitorOf: () => ann,
    isUnderWay: () => left > 0,
    flushDerived: () => {
      said.push('derived');
      return Promise.resolve(true);
    },
    endDrafts: () => {
      left = 3;
      return Promise.resolve();
    },
    holders: [{ forget: () => void said.push('forgotten') }],
    stayed: () => undefined,
    cardStayed: () => undefined,
    tell: () => undefined,
  });
  left = 2;
  expect(await remover.removeVisitor(ann, () => Promise.resolve(said.push('ordered') > 0))).toBe(true);
  expect(said).toEqual(
    'committed derived dismissed committed derived forgotten ordered readmitted forgotten'.split(' '),
  );
  expect(names).toContain(conversationDocument(talk));
  expect(names).toContain(contactDocument(ann));
});

test.each([1, 2])(
  'KEEP8 DER2 what was derived and is not on the disk stays in memory: flush %i refused',
  async (refused) => {
    const time = manualTime();
    const held: string[] = [];
    let flushes = 0;
    const remover = createRemover({
      rooms: {
        areSettled: () => true,
        dismiss: () => undefined,
        readmit: () => undefined,
      },
      store: { conversationsOf: () => [talk], goneAt: () => null },
      timers: time.timers,
      visitorOf: () => ann,
      isUnderWay: () => false,
      flushDerived: () => {
        flushes += 1;
        return Promise.resolve(flushes !== refused);
      },
      endDrafts: () => Promise.resolve(),
      holders: [{ forget: () => void held.push('forgotten') }],
      stayed: () => undefined,
      cardStayed: () => undefined,
      tell: () => undefined,
    });
    expect(await remover.removeVisitor(ann, () => Promise.resolve(true))).toBe(false);
    expect(held).toEqual([]);
    expect(flushes).toBe(refused);
  },
);

test('KEEP5 DISK4 everybody hears of what is gone as soon as the disk can be read, and once', async () => {
  const time = manualTime();
  const told: unknown[] = [];
  let isReadable = false;
  const remover = createRemover({
    rooms: { areSettled: () => true, dismiss: () => undefined, readmit: () => undefined },
    store: {
      conversationsOf: () => [talk],
      goneAt: () => {
        if (!isReadable) throw new Error('EIO');
        return 1;
      },
    },
    timers: time.timers,
    visitorOf: () => ann,
    isUnderWay: () => false,
    flushDerived: () => Promise.resolve(true),
    endDrafts: () => Promise.resolve(),
    holders: [],
    stayed: (conversation) => void told.push(conversation),
    cardStayed: (visitor) => void told.push(visitor),
    tell: (documents, visitor) => void told.push([visitor, ...documents]),
  });
  expect(await remover.removeVisitor(ann, () => Promise.resolve(true))).toBe(true);
  time.pass(1_000);
  expect(told).toEqual([]);
  isReadable = true;
  time.pass(1_000);
  time.pass(10_000);
  expect(told).toEqual([[ann, conversationDocument(talk), contactDocument(ann)]]);
});

test('KEEP5 DISK4 whoever hears that something was not deleted, and cannot read the disk then, hears it again', async () => {
  const time = manualTime();
  const heard: string[] = [];
  let isReadable = false;
  const hear = (who: string): void => {
    if (!isReadable) throw new Error('EIO');
    heard.push(who);
  };
  const remover = createRemover({
    rooms: { areSettled: () => true, dismiss: () => undefined, readmit: () => undefined },
    store: { conversationsOf: () => [talk], goneAt: () => null },
    timers: time.timers,
    visitorOf: () => ann,
    isUnderWay: () => false,
    flushDerived: () => Promise.resolve(true),
    endDrafts: () => Promise.resolve(),
    holders: [],
    stayed: hear,
    cardStayed: hear,
    tell: () => undefined,
  });
  expect(await remover.removeVisitor(ann, () => Promise.resolve(false))).toBe(false);
  time.pass(1_000);
  expect(heard).toEqual([]);
  isReadable = true;
  time.pass(1_000);
  time.pass(10_000);
  expect(heard).toEqual([talk, ann]);
});
