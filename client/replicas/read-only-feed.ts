import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { applyUpdate, encodeStateVector } from 'yjs';
import { isFinal } from '#schema/wire/close-codes.ts';
import type { Attachment, Line } from '../session/line.ts';
import type { Feed } from './replicas.ts';

/** First numbers of a y-protocols message: the sync protocol, and its three kinds. */
const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;

/**
 * Feeds replicas from the server without the stock provider: says what it has, takes what comes, and never writes. The widget's
 * build puts it in the place of provider-feed.ts, whose name it therefore keeps, and saves 3 KB.
 */
export function createProviderFeed(line: Pick<Line, 'attach'>): Feed {
  return {
    keepsCache: true,
    attach: (replica) => {
      let attachment: Attachment | null = null;
      let isStopped = false;
      const unsynced = (): void => replica.setState(replica.epoch === null ? 'empty' : 'cached');

      const attach = (): void => {
        if (isStopped) return;
        attachment = line.attach(replica.name, {
          opened: () => {
            const encoder = createEncoder();
            writeVarUint(encoder, SYNC);
            writeVarUint(encoder, STEP_1);
            writeVarUint8Array(encoder, encodeStateVector(replica.doc));
            attachment?.send(toUint8Array(encoder));
          },
          message: (bytes) => {
            const decoder = createDecoder(bytes);
            if (readVarUint(decoder) !== SYNC) return;
            const step = readVarUint(decoder);
            // The server asks what we have; a replica has nothing that is not the server's.
            if (step === STEP_1) return;
            applyUpdate(replica.doc, readVarUint8Array(decoder), line);
            if (step === STEP_2) replica.setState('synced');
          },
          closed: (code) => {
            attachment = null;
            if (isStopped) return;
            if (isFinal(code)) return replica.refuse(code);
            unsynced();
            // On its own stack: the line is in the middle of telling everybody.
            queueMicrotask(attach);
          },
        });
      };
      attach();
      return () => {
        isStopped = true;
        attachment?.detach();
        if (replica.state === 'synced') unsynced();
      };
    },
  };
}
