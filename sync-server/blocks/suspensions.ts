import type { VisitorId } from '#schema/ids.ts';
import type { ServerFrame } from '#schema/wire/frames.ts';
import type { Actor } from '#schema/words.ts';
import { textFrame } from '../publish/websocket-frame.ts';
import type { Blocks } from './blocks.ts';

/** Tells each visitor's own pages whether it may write, when they come and whenever it changes (BLOCK2). */
export interface Suspensions {
  /** It hears of it until the returned function is called; nothing while it may write. Staff hear nothing. */
  readonly enter: (listener: SuspensionListener) => () => void;
}

export interface SuspensionListener {
  readonly actor: Actor;
  /** Queues a whole WebSocket frame. */
  readonly push: (frame: Buffer) => void;
}

export function createSuspensions(blocks: Pick<Blocks, 'suspendedUntil' | 'stopped' | 'onChanged'>): Suspensions {
  /** With what each was told last. */
  const told = new Map<SuspensionListener, number | null | undefined>();

  function tell(listener: SuspensionListener, visitor: VisitorId): void {
    const until = blocks.suspendedUntil(visitor);
    if (until !== undefined) blocks.stopped(visitor);
    if (until === told.get(listener)) return;
    told.set(listener, until);
    // 0 is over.
    listener.push(
      textFrame(JSON.stringify({ t: 'suspended', until: until === undefined ? 0 : until } satisfies ServerFrame)),
    );
  }

  blocks.onChanged(() => {
    for (const listener of told.keys()) if (listener.actor.kind === 'visitor') tell(listener, listener.actor.id);
  });

  return {
    enter: (listener) => {
      const { actor } = listener;
      if (actor.kind !== 'visitor') return () => undefined;
      told.set(listener, undefined);
      tell(listener, actor.id);
      return () => void told.delete(listener);
    },
  };
}
