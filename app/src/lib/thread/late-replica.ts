import type { StaffReplica, StaffReplicas } from '#client/interface.ts';

type Name = Parameters<StaffReplicas['open']>[0];

/**
 * A document of staff that is opened only when `open` is called or something is asked of it. Until then it is as one of which the
 * device's storage has not been read yet, and costs neither disk nor line.
 */
export class LateReplica implements Pick<
  StaffReplica,
  'name' | 'isReady' | 'doc' | 'subscribe' | 'writing' | 'aside' | 'dropAside'
> {
  readonly name: Name;
  readonly #staff: StaffReplicas;
  readonly #listeners = new Map<() => void, () => void>();
  #opened: StaffReplica | null = null;

  constructor(staff: StaffReplicas, name: Name) {
    this.#staff = staff;
    this.name = name;
  }

  /** Also when it is open already. */
  open(): StaffReplica {
    if (this.#opened !== null) return this.#opened;
    const opened = this.#staff.open(this.name);
    this.#opened = opened;
    const told = [...this.#listeners.keys()];
    for (const listener of told) this.#listeners.set(listener, opened.subscribe(listener));
    // It may have been open elsewhere, and be ready.
    for (const listener of told) listener();
    return opened;
  }

  get isOpen(): boolean {
    return this.#opened !== null;
  }

  get isReady(): boolean {
    return this.#opened?.isReady === true;
  }

  get doc(): StaffReplica['doc'] {
    return this.open().doc;
  }

  get writing(): StaffReplica['writing'] {
    return this.#opened?.writing ?? null;
  }

  get aside(): StaffReplica['aside'] {
    return this.#opened?.aside ?? [];
  }

  dropAside(): void {
    this.#opened?.dropAside();
  }

  readonly subscribe: StaffReplica['subscribe'] = (listener) => {
    // Each call is one of its own, also with the same function.
    const own = (): void => listener();
    this.#listeners.set(own, this.#opened?.subscribe(own) ?? (() => undefined));
    return () => {
      this.#listeners.get(own)?.();
      this.#listeners.delete(own);
    };
  };

  release(): void {
    if (this.#opened !== null) this.#staff.release(this.name);
  }
}
