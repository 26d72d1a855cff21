import { rideTrain } from '../day/train.ts';
import { createRandom } from '../support/random.ts';
import { readEntries } from '../support/read-server.ts';
import { isKept } from './fixtures/network.ts';
import { expect, test } from './fixtures/test.ts';
import { visitorSays } from './fixtures/visitor-says.ts';

const VISITORS = 6;

test('OUT1 OUT2 CMD1 APP2: in the browser on a train too: six visitors are answered through tunnels and a reload, and each click is in effect once', async ({
  server,
  line,
  newDesk,
}) => {
  const questions = Array.from({ length: VISITORS }, (_, n) => `Question ${String.fromCodePoint(65 + n)} of the day`);
  const conversations = await Promise.all(questions.map((question) => visitorSays(server, question)));
  const desk = await newDesk({ origin: line.origin, hasWorker: true });
  await expect(desk.section('New')).toContainText(String(VISITORS));
  await isKept(desk.page);

  let isOver = false;
  const journey = rideTrain(line, createRandom(20261126), () => isOver);
  for (const [n, question] of questions.entries()) {
    await desk.open('New', question);
    await desk.take();
    await desk.say(`Answer to ${question}`);
    await desk.say('Anything else?');
    if (n % 2 === 1) await desk.close();
    if (n === 2) await desk.page.reload();
  }
  isOver = true;
  expect(await journey).toBeGreaterThan(3);

  await desk.synced(20_000);
  await expect(desk.section('New')).toContainText('0');
  await expect(desk.section('Mine')).toContainText(String(VISITORS / 2));
  await expect(desk.section('Closed')).toContainText(String(VISITORS / 2));
  const entries = readEntries(server);
  for (const [n, conversation] of conversations.entries()) {
    const done = entries.filter(({ document }) => document === `conversation/${conversation}`);
    const said = (text: string) => ({ kind: 'said', text });
    expect(done.map(({ effect }) => effect)).toMatchObject([
      { kind: 'started' },
      said(questions[n] ?? ''),
      { kind: 'taken' },
      said(`Answer to ${questions[n] ?? ''}`),
      said('Anything else?'),
      ...(n % 2 === 1 ? [{ kind: 'closed' }] : []),
    ]);
  }
});
