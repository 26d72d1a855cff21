import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import { decodeDocumentFrame, encodeDocumentFrame } from '#schema/wire/document-frame.ts';
import type { ClientFrame, ServerFrame } from '#schema/wire/frames.ts';
import type { ClientEnvironment, Timer } from '../environment.ts';

/** Documents over the one socket: who is attached, on which channel. */
export interface Line {
  /** One attachment a document at a time. It waits, silent, for as long as there is no link. */
  readonly attach: (document: string, listener: AttachmentListener) => Attachment;
  /** The link is live; what is attached is opened. */
  readonly linked: (send: (frame: ClientFrame | Uint8Array<ArrayBuffer>) => boolean) => void;
  /** The link is gone; every attachment ends with 1012. */
  readonly unlinked: () => void;
  readonly frame: (frame: Extract<ServerFrame, { readonly t: 'opened' | 'closed' }>) => void;
  readonly bytes: (frame: Uint8Array) => void;
}

export interface Attachment {
  readonly send: (message: Uint8Array) => void;
  readonly detach: () => void;
}

export interface AttachmentListener {
  readonly opened: () => void;
  readonly message: (bytes: Uint8Array) => void;
  readonly closed: (code: number) => void;
}

export interface Epochs {
  /** Of the replica on this device; null when it has none. */
  readonly of: (document: string) => string | null;
  /**
   * The server's document has this epoch (null: another one, which it will tell). True when the replica goes on; false when it
   * was of another epoch, and has been discarded together with its attachment (DOC4). `isRefused`: so is what was written into it.
   */
  readonly admit: (document: string, epoch: string | null, isRefused?: boolean) => boolean;
}

/** Awareness of nobody: keeps the stock provider, which closes after 30 s of silence, content without a frame on the network. */
const NO_OP = /*#__PURE__*/ new Uint8Array([1, 1, 0]);
const KEEP_ALIVE = 10_000;

interface Attached {
  readonly document: string;
  readonly listener: AttachmentListener;
  channel: number | null;
  /** The server has told what this device lacks. */
  isAnswered: boolean;
}

/** What a sync message of y-protocols is: the answer to what a replica has, or news for all. */
const ANSWER = 1;
const NEWS = 2;

export function createLine(ports: Pick<ClientEnvironment, 'setTimeout' | 'clearTimeout'>, epochs: Epochs): Line {
  const byDocument = new Map<string, Attached>();
  const byChannel = new Map<number, Attached>();
  let send: ((frame: ClientFrame | Uint8Array<ArrayBuffer>) => boolean) | null = null;
  let timer: Timer | null = null;

  const open = (attached: Attached): void =>
    void send?.({ t: 'open', document: attached.document, epoch: epochs.of(attached.document) });

  const forget = (attached: Attached): void => {
    if (byDocument.get(attached.document) === attached) byDocument.delete(attached.document);
    if (attached.channel !== null) byChannel.delete(attached.channel);
    attached.channel = null;
  };
  const end = (attached: Attached, code: number): void => {
    forget(attached);
    attached.listener.closed(code);
  };

  const keepAlive = (): void => {
    for (const { listener } of [...byChannel.values()]) listener.message(NO_OP);
    timer = ports.setTimeout(keepAlive, KEEP_ALIVE);
  };

  return {
    attach: (document, listener) => {
      const attached: Attached = { document, listener, channel: null, isAnswered: false };
      byDocument.set(document, attached);
      open(attached);
      return {
        send: (message) => {
          if (attached.channel !== null)
            send?.(encodeDocumentFrame(attached.channel, message) as Uint8Array<ArrayBuffer>);
        },
        detach: () => {
          if (byDocument.get(document) !== attached) return;
          forget(attached);
          send?.({ t: 'close', document });
        },
      };
    },
    linked: (next) => {
      send = next;
      timer = ports.setTimeout(keepAlive, KEEP_ALIVE);
      for (const attached of byDocument.values()) open(attached);
    },
    unlinked: () => {
      send = null;
      if (timer !== null) ports.clearTimeout(timer);
      for (const attached of [...byDocument.values()]) {
        // One that still waits to be opened goes on waiting: closing it would only make the provider ask again.
        if (attached.channel !== null) end(attached, CLOSE_CODES.restarting.code);
      }
    },
    frame: (frame) => {
      const attached = byDocument.get(frame.document);
      if (attached === undefined) return;
      if (frame.t === 'closed') {
        const { code } = frame;
        const isRefused = code === CLOSE_CODES.updateRefused.code;
        if (code !== CLOSE_CODES.staleEpoch.code && !isRefused) end(attached, code);
        else if (epochs.admit(frame.document, null, isRefused)) end(attached, CLOSE_CODES.restarting.code);
        return;
      }
      if (!epochs.admit(frame.document, frame.epoch)) return;
      if (attached.channel === frame.channel) return;
      // Opened twice by a quick close and open: the provider starts afresh on the channel that counts.
      if (attached.channel !== null) return end(attached, CLOSE_CODES.restarting.code);
      attached.channel = frame.channel;
      byChannel.set(frame.channel, attached);
      attached.listener.opened();
    },
    bytes: (frame) => {
      const decoded = decodeDocumentFrame(frame);
      const attached = decoded === null ? undefined : byChannel.get(decoded.channel);
      if (decoded === null || attached === undefined) return;
      const [protocol, step] = decoded.payload;
      if (protocol === 0 && step === ANSWER) attached.isAnswered = true;
      // News that comes before the answer is in the answer, and ahead of this replica: its deletions would count and its content
      // would wait, so that what was replaced would be gone for a moment.
      if (protocol === 0 && step === NEWS && !attached.isAnswered) return;
      attached.listener.message(decoded.payload);
    },
  };
}
