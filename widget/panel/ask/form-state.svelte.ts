import { keepInSight } from '../parts/focus.ts';
import type { PartHost } from '../parts/part.ts';
import type { Filled } from './asked.ts';

/** What may be needed in a tunnel: with the first letter, be it of a name (WID7). Each time the same, out of the browser's cache. */
const loadAtHand = () => import('../person/at-hand.ts');

/** What is wrong, in words, by the names of fields; under `form` what is of none of them. */
type Problems = Readonly<Record<string, string>>;

/** A form that stands in place of the field for messages: what is filled in, on this device from the first key on, and what is wrong with it. */
export class FormState {
  readonly #host: PartHost;
  #filled: Filled = $state.raw({});
  #problems: Problems = $state.raw({});
  #form: HTMLFormElement | null = null;

  constructor(host: PartHost, filled: Filled) {
    this.#host = host;
    this.#filled = filled;
  }

  get filled(): Filled {
    return this.#filled;
  }

  problemOf(key: string): string {
    return this.#problems[key] ?? '';
  }

  /** `freed`: fields of which nothing is said any more once this one is changed. */
  fill(key: string, text: string, freed: readonly string[] = [key]): void {
    this.#filled = { ...this.#filled, [key]: text };
    this.#host.store.update({ contact: JSON.stringify(this.#filled) });
    loadAtHand().then(
      ({ openPart }) => openPart(this.#host),
      () => undefined,
    );
    this.#free(freed);
  }

  /** What it is about is a draft as any other. */
  write(words: string): void {
    this.#host.composer.write(words);
    this.#free(['words']);
  }

  #free(keys: readonly string[]): void {
    this.tell(
      Object.fromEntries(Object.entries(this.#problems).filter(([key]) => key !== 'form' && !keys.includes(key))),
    );
  }

  tell(problems: Problems): void {
    this.#problems = problems;
  }

  /** The keyboard goes to the first field, as they stand, that cannot be left as it is; false: there is none. */
  refuse(problems: Problems): boolean {
    this.tell(problems);
    const fields = [...(this.#form?.elements ?? [])] as HTMLInputElement[];
    fields.find(({ name }) => problems[name])?.focus();
    return Object.keys(problems).length > 0;
  }

  /** `first`: which field takes the keyboard. */
  readonly attach = (first: string) => (form: HTMLFormElement) => {
    this.#form = form;
    if (this.#host.panel.takesFocus) form.querySelector<HTMLElement>(first)?.focus({ preventScroll: true });
    return keepInSight(form);
  };
}
