import { SUBPROTOCOL } from '#schema/wire/protocol.ts';

const WITHIN = 5_000;

/** Whether a WebSocket from this page reaches the server: one of its own, beside the desk's, that says nothing and closes. */
export function opensSocket(origin: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/sync`, [SUBPROTOCOL]);
    const settle = (isOpen: boolean): void => {
      clearTimeout(timer);
      socket.onopen = socket.onerror = null;
      socket.close();
      resolve(isOpen);
    };
    const timer = setTimeout(() => settle(false), WITHIN);
    socket.onopen = () => settle(true);
    socket.onerror = () => settle(false);
  });
}
