import type { VisitorId } from '#schema/ids.ts';
import type { FollowFrame, WatchFrame } from '#schema/live/watch-frames.ts';
import { WatchLine } from '../visitors/watch-line.svelte.ts';

/** A card that is only passed by asks for nothing, ms. */
const STAYED = 300;

/** Where one visitor is on the site now, for as long as their card can be seen (LIVE9). */
export class FollowedVisitor {
  readonly #line: WatchLine;
  #here = $state.raw<FollowFrame['here']>(null);

  constructor(origin: string, of: VisitorId) {
    const hear = (frame: WatchFrame | FollowFrame): void => {
      if (frame.t === 'followed') this.#here = frame.here;
    };
    this.#line = new WatchLine(origin, () => ({ t: 'follow', of }), hear);
  }

  /** Null: not on the site, or nothing is known of it now. */
  get here(): FollowFrame['here'] {
    return this.#line.state === 'told' ? this.#here : null;
  }

  /** Follows while this element takes any room: not in a part that is shut, nor in a card that is away. */
  whileSeen(element: Element): () => void {
    let leave: (() => void) | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (): void => {
      clearTimeout(timer);
      leave?.();
      leave = null;
    };
    let isSeen = false;
    const observer = new ResizeObserver(() => {
      const is = element.checkVisibility();
      if (is === isSeen) return;
      isSeen = is;
      if (is) timer = setTimeout(() => (leave = this.#line.open()), STAYED);
      else end();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      end();
    };
  }
}
