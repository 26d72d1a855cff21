import { WebSocket } from 'ws';
import type { VisitFrame } from '#schema/live/watch-frames.ts';
import { BEARER_PREFIX, SUBPROTOCOL } from '#schema/wire/protocol.ts';
import type { Caller } from './people.ts';
import type { ServerProcess } from './server-process.ts';

type Here = Extract<VisitFrame, { t: 'here' }>;

/** What a visitor's page tells of it; the rest is as of somebody from Vienna. */
export type Standing = Pick<Here, 'page' | 'visits' | 'since'> & Partial<Here>;

/** Somebody whose page tells that they are there (LIVE1), until the socket is closed. */
export function stand(server: ServerProcess, { token, agent, country }: Caller, told: Standing): Promise<WebSocket> {
  const { origin } = new URL(told.page.url);
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/watch`, [SUBPROTOCOL, BEARER_PREFIX + token], {
    headers: {
      ...(agent !== undefined && { 'user-agent': agent }),
      ...(country !== undefined && { 'cf-ipcountry': country }),
      origin,
    },
  });
  return new Promise((stands, failed) => {
    socket.on('error', failed);
    socket.on('open', () => {
      const first = { t: 'here', site: 'default', entry: origin, referrer: '', campaign: {}, language: 'de-AT' };
      socket.send(JSON.stringify({ ...first, zone: 'Europe/Vienna', screen: 'desktop', ...told }));
      socket.send(JSON.stringify({ t: 'alive' }));
      stands(socket);
    });
  });
}
