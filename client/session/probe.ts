import type { ClientEnvironment } from '../environment.ts';

/** Whether the server answers a plain request within so many ms. Never throws. */
export type Probe = (within: number) => Promise<boolean>;

/**
 * Tells a socket that is deaf from a line that is down. A browser shakes hands with one socket of a server at a time
 * (RFC 6455, 4.1): while one gets no answer, another would only queue behind it, but a request goes its own way.
 */
export function createProbe(
  ports: Pick<ClientEnvironment, 'fetch' | 'setTimeout' | 'clearTimeout'>,
  origin: string,
): Probe {
  return async (within) => {
    const patience = new AbortController();
    const timer = ports.setTimeout(() => patience.abort(), within);
    try {
      // A page of another site may not read the answer, and need not.
      await ports.fetch(`${origin}/healthz`, {
        mode: 'no-cors',
        cache: 'no-store',
        credentials: 'omit',
        signal: patience.signal,
      });
      return true;
    } catch {
      return false;
    } finally {
      ports.clearTimeout(timer);
    }
  };
}
