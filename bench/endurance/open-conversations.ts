/** Opens conversations one after the other on one operator's socket, as an app does that shows one that it has never seen. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { decodeDocumentFrame, encodeDocumentFrame } from '#schema/wire/document-frame.ts';
import { BEARER_PREFIX, PROTOCOL, SUBPROTOCOL, type ServerFrame } from '#schema/wire/frames.ts';
import { percentilesOf } from '../load/percentiles.ts';
import type { Percentiles } from '../load/orders.ts';

const WITHIN = 10_000;
/** y-protocols: sync, step 1, of a replica that is empty. */
const ASK = Uint8Array.of(0, 0, 1, 0);

/** @returns ms from asking until the whole document is here */
export async function openConversations(port: number, token: string, ids: readonly string[]): Promise<Percentiles> {
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/sync`, [SUBPROTOCOL, BEARER_PREFIX + token]);
  await once(socket, 'open');
  let heard: (message: ServerFrame | Uint8Array) => void = () => undefined;
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    heard(isBinary ? data : (JSON.parse(data.toString()) as ServerFrame));
  });
  const say = (frame: object): void => {
    socket.send(JSON.stringify(frame));
  };
  const answer = (isIt: (message: ServerFrame | Uint8Array) => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error('a conversation was not opened within 10 s'));
      }, WITHIN);
      heard = (message) => {
        if (!(message instanceof Uint8Array) && message.t === 'closed')
          reject(new Error(`${message.document}: ${String(message.code)}`));
        if (!isIt(message)) return;
        clearTimeout(late);
        resolve();
      };
    });

  say({ t: 'hello', protocol: PROTOCOL, device: 'bench-opens' });
  await answer((message) => !(message instanceof Uint8Array) && message.t === 'welcome');
  const times = new Float64Array(ids.length);
  for (const [index, id] of ids.entries()) {
    const document = `conversation/${id}`;
    const began = performance.now();
    say({ t: 'open', document, epoch: null });
    let channel = -1;
    await answer((message) => {
      if (message instanceof Uint8Array) return decodeDocumentFrame(message)?.channel === channel;
      if (message.t !== 'opened' || message.document !== document) return false;
      ({ channel } = message);
      socket.send(encodeDocumentFrame(channel, ASK));
      return false;
    });
    times[index] = performance.now() - began;
    say({ t: 'close', document });
  }
  socket.close();
  return percentilesOf(times, ids.length);
}
