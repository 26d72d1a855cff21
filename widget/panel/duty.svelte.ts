import type { LinkState } from '#client/interface.ts';
import type { Source } from './sources.svelte.ts';

type Live = Extract<LinkState, { readonly state: 'live' }>;

/** Who is there for this visitor, and where it stands in the line: as the line told last. */
export class Duty {
  readonly #link: Source<LinkState>;
  #last: Partial<Live> = {};
  readonly #told = $derived.by(() => {
    const link = this.#link.current;
    if (link.state === 'live') this.#last = link;
    return this.#last;
  });

  readonly #clock: Source<number>;
  readonly #serverNow: () => number;

  constructor(link: Source<LinkState>, clock: Source<number>, serverNow: () => number) {
    this.#link = link;
    this.#clock = clock;
    this.#serverNow = serverNow;
  }

  /** The server's clock, ms; moves while somebody looks. */
  get now(): number {
    // A read that nothing comes of would be left out of the build.
    return this.#clock.current && this.#serverNow();
  }

  /** Nobody is on duty. */
  get isUnattended(): boolean {
    return this.#told.unattended === true;
  }

  /** When somebody is, by the server's clock, ms; undefined when nobody knows. */
  get back(): number | undefined {
    return this.#told.back;
  }

  /** Those that the site offers; undefined before the line has told. */
  get departments(): Live['departments'] {
    return this.#told.state && (this.#told.departments ?? []);
  }

  /** The visitor's place among those who wait; undefined in no line. */
  get line(): Live['queue'] {
    return this.#told.queue?.place ? this.#told.queue : undefined;
  }
}
