import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

/** The time of a server process that a test puts forward (movable-clock.ts). */
export interface ForwardClock {
  /** Settings of the server (server-process.ts). */
  readonly environment: Record<string, string>;
  /** So many ms go by there; resolves when what was due is done. */
  readonly pass: (ms: number) => Promise<void>;
}

export function forwardClock(): ForwardClock {
  const path = join(tmpdir(), `holdline-clock-${randomUUID()}`);
  const preload = new URL('movable-clock.ts', import.meta.url).href;
  return {
    environment: { MOVABLE_CLOCK: path, NODE_OPTIONS: `--import=${preload}` },
    pass: async (ms) => {
      const socket = connect(path);
      socket.write(String(ms));
      socket.resume();
      await once(socket, 'close');
    },
  };
}
