import type { VisitorStore } from '../visitor-store.ts';
import type { RequestProps } from './request/request.ts';

type Draw = (props: RequestProps) => (home: HTMLElement) => () => void;

/** The form for whoever comes while nobody is on duty: fetched when somebody does. */
export class LazyRequest {
  readonly #open: () => Promise<Draw>;
  #isAsked = false;
  /** Draws it; null while its code is not here: one writes as ever. */
  draw = $state.raw<Draw | null>(null);
  /** Something stands in it that is no draft of a message: it does not go from under who fills it in. */
  isBegun = $state.raw(false);

  readonly #record: Pick<VisitorStore, 'read'>;

  constructor(open: () => Promise<Draw>, record: Pick<VisitorStore, 'read'>) {
    this.#open = open;
    this.#record = record;
  }

  /** Its visitor has left by what to reach it, on this device. */
  get isReachable(): boolean {
    return this.#record.read()?.contact.includes('"left"') === true;
  }

  /** What cannot be had now is asked for again the next time. */
  load(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#open().then(
      (draw) => {
        this.draw = draw;
      },
      () => {
        this.#isAsked = false;
      },
    );
  }

  begin(isBegun: boolean): void {
    this.isBegun = isBegun;
  }
}
