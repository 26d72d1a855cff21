import type { ClientFrame, ServerFrame } from '#schema/wire/frames.ts';
import type { HoldlineClient } from '../interface.ts';
import type { Say } from '../tabs/messages.ts';
import type { Forgetting, ForgettingDeps } from './forgetting.ts';

/** What is gone for good; hardly anybody is ever told of it, so that what deals with it is loaded then (forgetting.ts). */
export interface GoneRoom {
  /** There is a line. A visitor is told without asking. */
  readonly ask: (send: (frame: ClientFrame) => void) => void;
  readonly told: (frame: Extract<ServerFrame, { readonly t: 'gone' }>) => void;
  readonly forget: (documents: readonly string[] | null) => void;
  readonly onGone: HoldlineClient['onGone'];
}

export function createGoneRoom(deps: () => Omit<ForgettingDeps, 'listeners'>, say: Say): GoneRoom {
  const listeners = new Set<Parameters<HoldlineClient['onGone']>[0]>();
  // What could not be loaded was not done, and is told again with the next line.
  const later = (work: (room: Forgetting) => void): void =>
    void import('./forgetting.ts').then(
      ({ createForgetting }) => work(createForgetting({ ...deps(), listeners })),
      () => undefined,
    );
  return {
    ask: (send) => later((room) => room.ask(send)),
    told: (frame) => {
      later((room) => room.told(frame));
      say({ t: 'forget', documents: frame.documents });
    },
    forget: (documents) => later((room) => room.forget(documents)),
    onGone: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
