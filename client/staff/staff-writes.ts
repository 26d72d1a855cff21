import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import * as Y from 'yjs';
import type { ClientEnvironment, Timer } from '../environment.ts';

/**
 * What the stock provider writes, on its way to the line: gathered, so that a fast typist makes a few messages a second, and
 * counted, because the server tells how many of them it has saved. The first after a pause leaves at once.
 */
export interface StaffWrites {
  /** False: nobody may write this document from here. */
  readonly mayWrite: (document: string) => boolean;
  readonly opened: (document: string) => void;
  readonly closed: (document: string) => void;
  readonly take: (document: string, message: Uint8Array, send: (message: Uint8Array) => void) => void;
  /** Lets go what is gathered: the page may be going. */
  readonly flush: () => void;
}

export interface StaffWritesDeps {
  readonly ports: Pick<ClientEnvironment, 'setTimeout' | 'clearTimeout'>;
  readonly mayWrite: (document: string) => boolean;
  readonly began: (document: string) => void;
  /** The n-th write since the document was opened is on its way. `isWhole`: it has everything that the server lacked. */
  readonly sent: (document: string, n: number, isWhole: boolean) => void;
}

const GATHER_FOR = 300;
const SYNC = 0;
const ANSWER = 1;
const UPDATE = 2;

interface Outgoing {
  n: number;
  /** The server has asked what it lacks, and been answered: before that an update may stand behind something it lacks. */
  isAnswered: boolean;
  gathered: Uint8Array[];
  timer: Timer | null;
  send: ((message: Uint8Array) => void) | null;
}

export function createStaffWrites({ ports, mayWrite, began, sent }: StaffWritesDeps): StaffWrites {
  const all = new Map<string, Outgoing>();

  function release(document: string, outgoing: Outgoing): void {
    const { gathered, send } = outgoing;
    if (gathered.length === 0 || send === null) return;
    outgoing.gathered = [];
    const [only] = gathered;
    put(document, outgoing, UPDATE, gathered.length === 1 && only !== undefined ? only : Y.mergeUpdates(gathered));
  }

  function put(document: string, outgoing: Outgoing, step: number, update: Uint8Array): void {
    const encoder = createEncoder();
    writeVarUint(encoder, SYNC);
    writeVarUint(encoder, step);
    writeVarUint8Array(encoder, update);
    outgoing.n += 1;
    outgoing.send?.(toUint8Array(encoder));
    sent(document, outgoing.n, step === ANSWER);
  }

  function wait(document: string, outgoing: Outgoing): void {
    outgoing.timer = ports.setTimeout(() => {
      outgoing.timer = null;
      if (outgoing.gathered.length === 0) return;
      release(document, outgoing);
      wait(document, outgoing);
    }, GATHER_FOR);
  }

  const forget = (document: string): void => {
    const outgoing = all.get(document);
    if (outgoing?.timer) ports.clearTimeout(outgoing.timer);
    all.delete(document);
  };

  return {
    mayWrite,
    opened: (document) => {
      forget(document);
      all.set(document, { n: 0, isAnswered: false, gathered: [], timer: null, send: null });
      began(document);
    },
    closed: forget,
    take: (document, message, send) => {
      const outgoing = all.get(document);
      if (outgoing === undefined) return;
      outgoing.send = send;
      const decoder = createDecoder(message);
      readVarUint(decoder);
      const step = readVarUint(decoder);
      const update = readVarUint8Array(decoder);
      if (step === ANSWER) {
        // It has everything that was gathered as well.
        outgoing.gathered = [];
        outgoing.isAnswered = true;
        return put(document, outgoing, ANSWER, update);
      }
      outgoing.gathered.push(update);
      if (outgoing.timer !== null || !outgoing.isAnswered) return;
      release(document, outgoing);
      wait(document, outgoing);
    },
    flush: () => {
      for (const [document, outgoing] of all) release(document, outgoing);
    },
  };
}
