import { encodeDocumentFrame, decodeDocumentFrame } from '#schema/wire/document-frame.ts';
import { BEARER_PREFIX, PROTOCOL, SUBPROTOCOL, type ServerFrame } from '#schema/wire/frames.ts';
import { ORIGIN } from '../device/device.ts';
import type { Link } from '../network/link.ts';
import type { Network } from '../network/network.ts';
import type { Owner } from '../world/scheduler.ts';

/** A program on a socket, without any client of ours. */
export interface RawClient {
  readonly say: (frame: unknown) => void;
  readonly sendText: (text: string) => void;
  readonly sendBytes: (bytes: Uint8Array) => void;
  readonly send: (channel: number, message: Uint8Array) => void;
  readonly close: () => void;
}

export interface RawClientEvents {
  readonly frame: (frame: ServerFrame, client: RawClient) => void;
  readonly bytes?: (channel: number, message: Uint8Array) => void;
  readonly closed: (code: number) => void;
}

export function openRawClient(
  network: Network,
  link: Link,
  owner: Owner,
  bearer: string,
  events: RawClientEvents,
  { path = '/sync', greets = true, protocol = PROTOCOL } = {},
): RawClient {
  const url = `${ORIGIN.replace('https', 'wss')}${path}`;
  const { socket } = network.openSocket(link, owner, url, [SUBPROTOCOL, `${BEARER_PREFIX}${bearer}`]);
  const client: RawClient = {
    say: (frame) => socket.send(JSON.stringify(frame)),
    sendText: (text) => socket.send(text),
    sendBytes: (bytes) => socket.send(new Uint8Array(bytes)),
    send: (channel, message) => socket.send(new Uint8Array(encodeDocumentFrame(channel, message))),
    close: () => socket.close(),
  };
  socket.onopen = () => {
    if (greets) client.say({ t: 'hello', protocol, device: 'raw-client' });
  };
  socket.onmessage = ({ data }) => {
    if (typeof data === 'string') return events.frame(JSON.parse(data) as ServerFrame, client);
    const frame = decodeDocumentFrame(new Uint8Array(data as ArrayBuffer));
    if (frame !== null) events.bytes?.(frame.channel, frame.payload);
  };
  socket.onclose = ({ code }) => events.closed(code);
  return client;
}

/** A message of the sync protocol: 0 asks by state vector, 1 and 2 bring content. */
export function syncMessage(step: number, bytes: Uint8Array): Uint8Array {
  const head = [0, step];
  let rest = bytes.length;
  while (rest > 127) {
    head.push(128 | (rest & 127));
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.from([...head, rest, ...bytes]);
}
