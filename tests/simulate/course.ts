import { INBOX_DOCUMENT, roomsDocument } from '#schema/docs/document-name.ts';
import type { OperatorId } from '#schema/ids.ts';
import type { ModelDocument } from './oracle/document.ts';
import { checkHistory } from './oracle/history.ts';
import type { Judge } from './oracle/judge.ts';
import { checkServer, liveDocuments } from './oracle/last-look.ts';
import { roomsLeftOn } from './oracle/room-truth.ts';
import { wordsLeftOn } from './oracle/traces.ts';
import type { Play } from './play.ts';
import type { World } from './world/world.ts';

/** From the healing, or from when there was last less to be done, to the moment in which everything must agree, ms. */
const HEALED_WITHIN = 180_000;
/** What was said is in the index, ms (HIST1): within two seconds, and five after the disk has refused it. */
const INDEXED_WITHIN = 7_000;
/** What is derived is in its rows, ms. */
const DERIVED_WITHIN = 3_000;

/** The play, its healing, and one more start from the disk alone. */
export async function perform(world: World, judge: Judge, play: Play, ms: number): Promise<void> {
  play.begin();
  await world.runUntil(world.start + ms);
  if (judge.faults.length > 0) return;
  await heal(world, judge, play);
  if (judge.faults.length > 0) return;
  // Once more from the disk alone.
  play.server.crash(false);
  if (!play.server.start()) return judge.fail('COMMIT4', 'the server does not start on a healthy disk');
  await world.runUntil(world.now() + 100);
  await inTime(world, checkServer(judge, play));
  if (judge.faults.length === 0) await checkKept(world, play);
}

const entriesIn = (documents: Iterable<ModelDocument>): number =>
  [...documents].reduce((sum, { entries }) => sum + entries.length, 0);

/** Rows that are derived are on the disk a while after what they tell of (DER1, DER2). */
async function checkKept(world: World, { server, model }: Play): Promise<void> {
  // What a device sends as late as now is derived later too.
  for (let before = -1; before !== entriesIn(model.documents());) {
    before = entriesIn(model.documents());
    await world.runUntil(world.now() + DERIVED_WITHIN);
  }
  const disk = server.disk();
  if (disk !== null) model.checkKept(disk.judge);
}

/** Runs the world until the promise is settled. */
async function inTime<Value>(world: World, promise: Promise<Value>): Promise<Value> {
  let settled: { readonly value: Value } | null = null;
  void promise.then((value) => {
    settled = { value };
  });
  for (let turns = 0; settled === null && turns < 2_000; turns += 1) await world.runUntil(world.now() + 50);
  if (settled === null) throw new Error('nothing comes of it');
  return (settled as { readonly value: Value }).value;
}

async function heal(world: World, judge: Judge, play: Play): Promise<void> {
  const { server, devices, ledgers, replicas } = play;
  const healedAt = world.now();
  play.end();
  world.trace.say('everything is healed');
  let differences: readonly string[] = ['nobody has looked yet'];
  let least = Infinity;
  let progressAt = healedAt;
  while (world.now() < progressAt + HEALED_WITHIN && judge.faults.length === 0) {
    if (server.life() === null) server.start();
    for (const device of devices) {
      if (device.isAwake() && device.tabs.length === 0) device.openTab();
      // As the app does at each start.
      const [tab] = device.tabs;
      if (play.model.keeping.forgottenWords().size > 0 && device.feed === 'provider' && tab !== undefined)
        replicas.show(device, tab, INBOX_DOCUMENT);
      if (device.hasDesk && tab !== undefined) replicas.show(device, tab, roomsDocument(device.person as OperatorId));
      for (const { owner } of device.tabs) if (owner.frozen && device.isAwake()) world.thaw(owner);
    }
    await world.runUntil(world.now() + 1_000);
    if (devices.some((device) => !device.isAwake()) || server.life() === null) continue;
    const waiting = ledgers.stillWaiting();
    // Limits on one visitor let a long outbox leave slowly.
    if (waiting.length < least) [least, progressAt] = [waiting.length, world.now()];
    if (waiting.length > 0) {
      differences = waiting.map((what) => `still waits: ${what}`);
      continue;
    }
    const live = await inTime(world, liveDocuments(play));
    const forgotten = [...play.model.keeping.forgottenWords()];
    const listed = forgotten.find((words) => [...live.values()].some((bytes) => Buffer.from(bytes).includes(words)));
    judge.check(listed === undefined, 'KEEP5', () => `a list still has "${listed}" of somebody who was erased`);
    if (judge.faults.length > 0) return;
    differences = [
      ...replicas.differences(live),
      ...wordsLeftOn(devices, play.model.keeping.forgottenWords()),
      ...devices.flatMap(({ hasDesk, storage, person }) =>
        hasDesk ? roomsLeftOn(storage.everything(), person, play.model.find) : [],
      ),
    ];
    if (differences.length === 0) break;
  }
  if (judge.faults.length > 0) return;
  play.healed = world.now() - healedAt;
  judge.check(differences.length === 0, 'CONVERGE', () => differences.slice(0, 5).join('; '));
  if (differences.length > 0) return;
  ledgers.settled();
  if (play.looksForWords) {
    await world.runUntil(world.now() + INDEXED_WITHIN);
    const disk = server.disk();
    if (disk !== null) checkHistory(judge, play.model, disk.judge);
    if (judge.faults.length > 0) return;
  }
  await inTime(world, checkServer(judge, play));
  if (judge.faults.length === 0) await checkKept(world, play);
}
