import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import type { Command } from '#schema/commands/command.ts';
import type { CommandResult } from '#schema/rejection.ts';
import { encodeDocumentFrame } from '#schema/wire/document-frame.ts';
import type { ServerFrame } from '#schema/wire/frames.ts';
import { PROTOCOL } from '#schema/wire/protocol.ts';
import type { Caller } from './people.ts';
import { protocolsOf, socketUrl } from './read-server.ts';
import type { ServerProcess } from './server-process.ts';
import { until } from './until.ts';

/** A socket without a client behind it: it says what a test wants and keeps every byte it hears. */
export interface RawLine {
  readonly socket: WebSocket;
  readonly frames: readonly ServerFrame[];
  /** Every message as it came. */
  readonly heard: readonly Buffer[];
  readonly say: (frame: unknown) => void;
  readonly sendBytes: (bytes: Uint8Array) => void;
  readonly command: (command: Command) => Promise<CommandResult>;
  /** The channel and epoch of an opened document, or the code with which it was refused. */
  readonly open: (document: string) => Promise<Extract<ServerFrame, { t: 'opened' | 'closed' }>>;
  /** The code with which the server closes the socket. */
  readonly closed: Promise<number>;
  readonly isOpen: () => boolean;
  readonly end: () => void;
}

type Server = Pick<ServerProcess, 'origin'>;

/** Any path and caller; says nothing by itself. `protocols` takes the place of the caller's. */
export async function openRawLine(
  server: Server,
  caller: Caller | null,
  path = '',
  protocols: string[] = caller === null ? [] : protocolsOf(caller),
): Promise<RawLine> {
  const socket = new WebSocket(socketUrl(server, path), protocols);
  const frames: ServerFrame[] = [];
  const heard: Buffer[] = [];
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    heard.push(data);
    if (!isBinary) frames.push(JSON.parse(data.toString()) as ServerFrame);
  });
  await new Promise<void>((opened, failed) => {
    socket.on('open', opened);
    socket.on('error', failed);
  });
  const say = (frame: unknown): void => socket.send(JSON.stringify(frame));
  const frameOf = async <Frame extends ServerFrame>(
    what: string,
    from: number,
    wanted: (frame: ServerFrame) => frame is Frame,
  ): Promise<Frame> => {
    await until(what, () => frames.slice(from).some(wanted) || socket.readyState > 1);
    const found = frames.slice(from).find(wanted);
    if (found === undefined) throw new Error(`the socket was closed before ${what}`);
    return found;
  };
  return {
    socket,
    frames,
    heard,
    say,
    sendBytes: (bytes) => socket.send(bytes),
    command: async (command) => {
      const from = frames.length;
      say({ t: 'command', command });
      type Result = Extract<ServerFrame, { t: 'result' }>;
      const isIt = (frame: ServerFrame): frame is Result => frame.t === 'result' && frame.id === command.id;
      return (await frameOf(`${command.type} is answered`, from, isIt)).result;
    },
    open: async (document) => {
      const from = frames.length;
      say({ t: 'open', document, epoch: null });
      type Told = Extract<ServerFrame, { t: 'opened' | 'closed' }>;
      const isIt = (frame: ServerFrame): frame is Told =>
        (frame.t === 'opened' || frame.t === 'closed') && frame.document === document;
      return frameOf(`${document} is opened or refused`, from, isIt);
    },
    closed,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    end: () => socket.terminate(),
  };
}

/** On `/sync`, greeted. */
export async function openLine(server: Server, caller: Caller): Promise<RawLine> {
  const line = await openRawLine(server, caller);
  line.say({ t: 'hello', protocol: PROTOCOL, device: 'a-raw-line' });
  await until('the server says welcome', () => line.frames.some(({ t }) => t === 'welcome') || !line.isOpen());
  return line;
}

/** A y-protocols message: 0 asks (content is a state vector), 1 answers, 2 updates. */
export function syncMessage(step: 0 | 1 | 2, content: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, content);
  return encoding.toUint8Array(encoder);
}

/** Puts a document's message on its channel. */
export const onChannel = (channel: number, message: Uint8Array): Uint8Array => encodeDocumentFrame(channel, message);
