import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import type { Line } from '../session/line.ts';
import type { StaffWrites } from '../staff/staff-writes.ts';
import { createVirtualSocketClass, VIRTUAL_SERVER } from '../session/virtual-socket.ts';
import type { Feed } from './replicas.ts';

/** Feeds replicas from the server: one unmodified y-websocket provider a document, over a virtual socket each. */
export function createProviderFeed(line: Line, writes: StaffWrites | null = null): Feed {
  const VirtualSocket = createVirtualSocketClass(line, writes);
  return {
    keepsCache: true,
    attach: (replica) => {
      // Presence travels as frames that the server stamps. Silent awareness: by default each document would say every 15 s
      // that it is alive.
      const awareness = new Awareness(replica.doc);
      awareness.setLocalState(null);
      clearInterval(awareness._checkInterval as unknown as number);
      const provider = new WebsocketProvider(VIRTUAL_SERVER, replica.name, replica.doc, {
        awareness,
        WebSocketPolyfill: VirtualSocket,
        disableBc: true,
        // The session waits with jitter; a virtual socket costs nothing to make.
        maxBackoffTime: 100,
      });
      const unsynced = (): void => replica.setState(replica.epoch === null ? 'empty' : 'cached');
      provider.on('sync', (synced: boolean) => (synced ? replica.setState('synced') : unsynced()));
      provider.on('closed', ({ code }: { readonly code: number }) => replica.refuse(code));
      return () => {
        provider.destroy();
        awareness.destroy();
        if (replica.state === 'synced') unsynced();
      };
    },
  };
}
