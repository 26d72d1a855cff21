import { expect, test } from 'vitest';
import { randomBytes } from 'node:crypto';
import { INBOX_DOCUMENT } from '#schema/docs/document-name.ts';
import { createLiveDocument, createLives } from './live-document.ts';

const LINES = 400;
const KILOBYTE = 1024;

/** A document of so many lines of a kilobyte, each of which can be written again. */
function open() {
  const document = createLiveDocument(
    INBOX_DOCUMENT,
    createLives((length) => randomBytes(length), 1),
  );
  let fills = 0;
  const line = (index: number, round: number): string => `${round} ${index} `.padEnd(KILOBYTE, 'x');
  const writeAll = (round: number): void =>
    document.write((doc) => {
      for (let index = 0; index < LINES; index += 1) doc.getMap('lines').set(String(index), line(index, round));
    });
  const weigh = (lines = LINES): void =>
    document.renewIfHeavy(lines, (doc) => {
      fills += 1;
      for (let index = 0; index < lines; index += 1) doc.getMap('lines').set(String(index), line(index, 0));
    });
  return { document, writeAll, weigh, fills: () => fills };
}

test('PUB1 a document that is overwritten is filled anew only to learn what a line weighs, and when it may be heavy', () => {
  const { document, writeAll, weigh, fills } = open();
  const { epoch } = document.current();
  for (let round = 0; round < 30; round += 1) {
    writeAll(round);
    weigh();
  }
  expect(fills()).toBe(1);
  expect(document.current().epoch).toBe(epoch);
  // Most lines are gone, and what they left behind is more than a few lines may weigh.
  writeAll(30);
  writeAll(31);
  writeAll(32);
  writeAll(33);
  weigh(2);
  expect(fills()).toBe(2);
  expect(document.current().epoch).not.toBe(epoch);
});
