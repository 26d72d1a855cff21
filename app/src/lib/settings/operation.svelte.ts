import type { Operation } from '#schema/http/operation.ts';
import type { Result } from '#schema/result.ts';
import type { ApiFailure } from '../account/api.ts';

export interface OperationCalls {
  readonly operation: () => Promise<Result<Operation, ApiFailure>>;
  readonly backUp: () => Promise<Result<Operation, ApiFailure>>;
  readonly lookAround: () => Promise<Result<Operation, ApiFailure>>;
}

/** What this browser sees for itself: nobody on the server can know what stands between it and people. */
export interface SeenFromHere {
  readonly isSocketOpen: boolean;
  /** How far apart this device's clock and the server's are, seconds. */
  readonly clockSeconds: number;
}

export interface OperationDeps {
  readonly calls: OperationCalls;
  readonly opensSocket: () => Promise<boolean>;
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
}

const ASKED_AGAIN = 1_000;

/** Backups and the doctor, as the server tells of them. While something is being done there it is asked again each second. */
export class OperationRoom {
  readonly #deps: OperationDeps;
  #known: Operation | null = $state.raw(null);
  #failure: ApiFailure | null = $state.raw(null);
  #seen: SeenFromHere | null = $state.raw(null);
  /** A backup was begun here and is done. */
  #isMade = $state(false);
  #isWaiting = false;
  #cancel: (() => void) | null = null;

  constructor(deps: OperationDeps) {
    this.#deps = deps;
  }

  get known(): Operation | null {
    return this.#known;
  }

  get failure(): ApiFailure | null {
    return this.#failure;
  }

  get seen(): SeenFromHere | null {
    return this.#seen;
  }

  get isMade(): boolean {
    return this.#isMade;
  }

  load = (): Promise<void> => this.#ask(this.#deps.calls.operation());

  backUp(): Promise<void> {
    this.#isMade = false;
    this.#isWaiting = true;
    return this.#ask(this.#deps.calls.backUp());
  }

  async look(): Promise<void> {
    const [isSocketOpen] = await Promise.all([this.#deps.opensSocket(), this.#ask(this.#deps.calls.lookAround())]);
    const told = this.#known?.serverTime ?? this.#deps.now();
    this.#seen = { isSocketOpen, clockSeconds: Math.round(Math.abs(this.#deps.now() - told) / 1000) };
  }

  destroy(): void {
    this.#cancel?.();
  }

  async #ask(asked: Promise<Result<Operation, ApiFailure>>): Promise<void> {
    const answer = await asked;
    if (!answer.ok) {
      this.#failure = answer.failure;
      return;
    }
    this.#failure = null;
    this.#known = answer.value;
    const { backups, doctor } = answer.value;
    if (this.#isWaiting && backups.running === null) {
      this.#isWaiting = false;
      this.#isMade = backups.lastFailure === null;
    }
    this.#cancel?.();
    this.#cancel = null;
    if (backups.running !== null || doctor.running)
      this.#cancel = this.#deps.after(ASKED_AGAIN, () => void this.load());
  }
}
