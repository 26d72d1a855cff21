import { holdline } from './holdline.ts';
import { limit } from './limit.ts';
import { hocuspocus, yWebsocket } from './y-sync.ts';
import type { Protocol } from './protocol.ts';
import type { ProtocolName } from '../load/orders.ts';

export const protocols: Record<ProtocolName, Protocol> = {
  holdline,
  limit,
  hocuspocus,
  'y-websocket': yWebsocket,
};
