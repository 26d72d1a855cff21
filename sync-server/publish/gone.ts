import type { DocumentName } from '#schema/docs/document-name.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { ServerFrame } from '#schema/wire/frames.ts';
import type { Actor } from '#schema/words.ts';
import type { KeepStore } from '../keep/keep-store.ts';
import { textFrame } from './websocket-frame.ts';

/** Tells devices what is gone for good, also of documents that they do not open: staff of all, a visitor of its own (KEEP6). */
export interface GoneRoom {
  /** What went since `known`, as this device was last told; it hears of what goes from now on until `leave`. */
  readonly enter: (listener: GoneListener, known: string | null) => void;
  readonly leave: (listener: GoneListener) => void;
  readonly tell: (documents: readonly DocumentName[], visitor: VisitorId) => void;
}

export interface GoneListener {
  readonly actor: Actor;
  /** Queues a whole WebSocket frame. */
  readonly push: (frame: Buffer) => void;
}

/** Names in one frame; a device that lacks more is told to drop everything that it could fetch again. */
const MOST = 2_000;

export function createGoneRoom(store: Pick<KeepStore, 'goneAfter' | 'newestGone' | 'era'>): GoneRoom {
  const listeners = new Set<GoneListener>();

  const scopeOf = ({ actor }: GoneListener): VisitorId | null => (actor.kind === 'visitor' ? actor.id : null);

  const frameOf = (number: number, documents: readonly DocumentName[] | null): Buffer =>
    textFrame(JSON.stringify({ t: 'gone', upTo: `${store.era()}.${number}`, documents } satisfies ServerFrame));

  /** From where to tell; null: what this device knows is of another era. */
  function startOf(known: string | null, newest: number): number | null {
    if (known === null) return 0;
    const [era, number = ''] = known.split('.');
    const start = Number(number);
    return era === store.era() && Number.isSafeInteger(start) && start >= 0 && start <= newest ? start : null;
  }

  return {
    enter: (listener, known) => {
      listeners.add(listener);
      const scope = scopeOf(listener);
      const newest = store.newestGone(scope);
      const start = startOf(known, newest);
      if (start === newest) return;
      const gone = start === null ? [] : store.goneAfter(start, scope, MOST + 1);
      const isTold = start !== null && gone.length <= MOST;
      listener.push(frameOf(newest, isTold ? gone.map(({ document }) => document) : null));
    },
    leave: (listener) => void listeners.delete(listener),
    tell: (documents, visitor) => {
      const frames = new Map<VisitorId | null, Buffer>();
      for (const listener of listeners) {
        const scope = scopeOf(listener);
        if (scope !== null && scope !== visitor) continue;
        const frame = frames.get(scope) ?? frameOf(store.newestGone(scope), documents);
        frames.set(scope, frame);
        listener.push(frame);
      }
    },
  };
}
