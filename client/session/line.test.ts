import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeDocumentFrame } from '#schema/wire/document-frame.ts';
import type { ClientFrame } from '#schema/wire/frames.ts';
import { createVirtualClock } from '../../tests/support/virtual-clock.ts';
import { createLine, type Epochs, type Line } from './line.ts';
import { createVirtualSocketClass, VIRTUAL_SERVER } from './virtual-socket.ts';

function track(epochs: Epochs = { of: () => null, admit: () => true }): {
  line: Line;
  said: (ClientFrame | Uint8Array)[];
  link: () => void;
  clock: ReturnType<typeof createVirtualClock>;
} {
  const clock = createVirtualClock();
  const line = createLine(clock, epochs);
  const said: (ClientFrame | Uint8Array)[] = [];
  return {
    line,
    said,
    clock,
    link: () =>
      line.linked((frame) => {
        said.push(frame);
        return true;
      }),
  };
}
const listener = () => {
  const heard: (string | number | Uint8Array)[] = [];
  return {
    heard,
    opened: () => void heard.push('opened'),
    message: (bytes: Uint8Array) => void heard.push(bytes),
    closed: (code: number) => void heard.push(code),
  };
};

test('an attachment waits without a link, is opened with its epoch, and is told with 1012 when the link goes', () => {
  const { line, said, link } = track({ of: () => 'e1', admit: () => true });
  const one = listener();
  line.attach('team', one);
  expect(said).toEqual([]);
  link();
  expect(said).toEqual([{ t: 'open', document: 'team', epoch: 'e1' }]);
  line.unlinked();
  expect(one.heard).toEqual([]);
  link();
  line.frame({ t: 'opened', document: 'team', channel: 7, epoch: 'e1' });
  line.bytes(encodeDocumentFrame(7, new Uint8Array([1, 2, 3])));
  line.bytes(encodeDocumentFrame(8, new Uint8Array([9])));
  line.unlinked();
  expect(one.heard).toEqual(['opened', new Uint8Array([1, 2, 3]), 1012]);
});

test('DOC2 news that comes before the answer is left to the answer, which has it', () => {
  const { line, link } = track();
  const one = listener();
  line.attach('team', one);
  link();
  line.frame({ t: 'opened', document: 'team', channel: 7, epoch: 'e1' });
  const [news, answer] = [new Uint8Array([0, 2, 1, 5]), new Uint8Array([0, 1, 1, 5])];
  line.bytes(encodeDocumentFrame(7, news));
  line.bytes(encodeDocumentFrame(7, answer));
  line.bytes(encodeDocumentFrame(7, news));
  expect(one.heard).toEqual(['opened', answer, news]);
});

test('while the line lives every open document hears the no-op each ten seconds, and no frame is sent for it', () => {
  const { line, said, link, clock } = track();
  const [open, waiting] = [listener(), listener()];
  line.attach('team', open);
  line.attach('inbox/all', waiting);
  link();
  line.frame({ t: 'opened', document: 'team', channel: 1, epoch: 'e' });
  const frames = said.length;
  clock.advance(30_000);
  expect(open.heard.slice(1)).toEqual([1, 2, 3].map(() => new Uint8Array([1, 1, 0])));
  expect(waiting.heard).toEqual([]);
  expect(said).toHaveLength(frames);
  line.unlinked();
  clock.advance(60_000);
  expect(open.heard).toHaveLength(5);
});

test('frames of a former attachment reach nobody, and a second channel starts the provider afresh', () => {
  const { line, said, link } = track();
  link();
  const [former, next] = [listener(), listener()];
  const attachment = line.attach('team', former);
  line.frame({ t: 'opened', document: 'team', channel: 1, epoch: 'e' });
  attachment.detach();
  expect(said.at(-1)).toEqual({ t: 'close', document: 'team' });
  line.attach('team', next);
  line.bytes(encodeDocumentFrame(1, new Uint8Array([5])));
  line.frame({ t: 'opened', document: 'team', channel: 2, epoch: 'e' });
  line.frame({ t: 'opened', document: 'team', channel: 3, epoch: 'e' });
  expect([former.heard, next.heard]).toEqual([['opened'], ['opened', 1012]]);
});

test('DOC4 a replica of another epoch never hears that it was opened', () => {
  const { line, link } = track({ of: () => 'old', admit: (_document, epoch) => epoch === 'old' });
  link();
  const one = listener();
  line.attach('team', one);
  line.frame({ t: 'opened', document: 'team', channel: 1, epoch: 'new' });
  line.bytes(encodeDocumentFrame(1, new Uint8Array([5])));
  expect(one.heard).toEqual([]);
});

test('DOC6 the virtual socket sends questions and no Yjs writes', async () => {
  const { line, said, link } = track();
  link();
  const VirtualSocket = createVirtualSocketClass(line, null);
  const socket = new VirtualSocket(`${VIRTUAL_SERVER}/conversation/1/desk`);
  expect(said).toEqual([{ t: 'open', document: 'conversation/1/desk', epoch: null }]);
  expect([socket.OPEN, socket.readyState]).toEqual([1, 0]);
  line.frame({ t: 'opened', document: 'conversation/1/desk', channel: 1, epoch: 'e' });
  expect(socket.readyState).toBe(0);
  await new Promise<void>((resolve) => {
    socket.onopen = () => resolve();
  });
  socket.send(new Uint8Array([0, 2, ...Y.encodeStateAsUpdate(new Y.Doc())]));
  socket.send(new Uint8Array([0, 1, 2, 0, 0]));
  socket.send(new Uint8Array([0, 0, 1, 0]));
  expect(said.slice(1)).toEqual([encodeDocumentFrame(1, new Uint8Array([0, 0, 1, 0]))]);
});
