import type { StaffWrites } from '../staff/staff-writes.ts';
import type { Attachment, Line } from './line.ts';

/**
 * The class that the unmodified y-websocket provider takes for a WebSocket: one document over the shared line. It stays
 * CONNECTING for as long as there is no link (the provider has no connect timeout), opens no earlier than a microtask after
 * its construction, and sends Yjs writes only of documents that staff write; all others are written by the server alone.
 */
export function createVirtualSocketClass(line: Line, writes: StaffWrites | null): typeof WebSocket {
  class VirtualSocket {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    // The provider reads the constants from the instance.
    readonly CONNECTING = 0;
    readonly OPEN = 1;
    readonly CLOSING = 2;
    readonly CLOSED = 3;
    readyState = 0;
    binaryType = 'arraybuffer';
    onopen: ((event: object) => void) | null = null;
    onmessage: ((event: { readonly data: Uint8Array }) => void) | null = null;
    onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null = null;
    onerror: ((event: object) => void) | null = null;
    readonly #attachment: Attachment;
    readonly #document: string;

    constructor(url: string) {
      const document = url.slice(PREFIX.length);
      this.#document = document;
      this.#attachment = line.attach(document, {
        opened: () =>
          queueMicrotask(() => {
            if (this.readyState !== 0) return;
            this.readyState = 1;
            if (writes?.mayWrite(document)) writes.opened(document);
            this.onopen?.({});
          }),
        message: (data) => {
          const deliver = (): void => {
            if (this.readyState === 1) this.onmessage?.({ data });
          };
          // What comes in the same turn as the opening comes behind it.
          if (this.readyState === 0) queueMicrotask(deliver);
          else deliver();
        },
        closed: (code) => {
          if (this.readyState > 1) return;
          this.readyState = 3;
          writes?.closed(document);
          this.onclose?.({ code, reason: '' });
        },
      });
    }

    send(message: Uint8Array): void {
      if (this.readyState !== 1) return;
      if (!isWrite(message)) this.#attachment.send(message);
      else if (writes?.mayWrite(this.#document)) writes.take(this.#document, message, this.#attachment.send);
    }

    close(): void {
      if (this.readyState > 1) return;
      this.readyState = 3;
      writes?.closed(this.#document);
      this.#attachment.detach();
    }
  }
  return VirtualSocket as unknown as typeof WebSocket;
}

/** Sync step 2 or an update: on a replica that only the server writes nothing but a mistake, and the fifth would close the real socket. */
const isWrite = (message: Uint8Array): boolean => message[0] === 0 && message[1] !== 0;

/** What the provider is told as its server; the rest of the address is the document's name. */
export const VIRTUAL_SERVER = 'line:';
const PREFIX = `${VIRTUAL_SERVER}/`;
