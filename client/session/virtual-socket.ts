import type { Attachment, Line } from './line.ts';

/**
 * The class that the unmodified y-websocket provider takes for a WebSocket: one document over the shared line. It stays
 * CONNECTING for as long as there is no link (the provider has no connect timeout), opens no earlier than a microtask after
 * its construction, and sends no Yjs writes, because every document behind it is written by the server alone.
 */
export function createVirtualSocketClass(line: Line): typeof WebSocket {
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

    constructor(url: string) {
      const document = url.slice(PREFIX.length);
      this.#attachment = line.attach(document, {
        opened: () =>
          queueMicrotask(() => {
            if (this.readyState !== 0) return;
            this.readyState = 1;
            this.onopen?.({});
          }),
        message: (data) => {
          if (this.readyState === 1) this.onmessage?.({ data });
        },
        closed: (code) => {
          if (this.readyState > 1) return;
          this.readyState = 3;
          this.onclose?.({ code, reason: '' });
        },
      });
    }

    send(message: Uint8Array): void {
      if (this.readyState === 1 && !isWrite(message)) this.#attachment.send(message);
    }

    close(): void {
      if (this.readyState > 1) return;
      this.readyState = 3;
      this.#attachment.detach();
    }
  }
  return VirtualSocket as unknown as typeof WebSocket;
}

/** Sync step 2 or an update: on a replica nothing but a mistake, and the fifth would close the real socket. */
const isWrite = (message: Uint8Array): boolean => message[0] === 0 && message[1] !== 0;

/** What the provider is told as its server; the rest of the address is the document's name. */
export const VIRTUAL_SERVER = 'line:';
const PREFIX = `${VIRTUAL_SERVER}/`;
