import { getContext, setContext } from 'svelte';
import type { MessageId } from '#schema/ids.ts';

const KEY = Symbol('viewing');

/** Which picture of the open conversation is looked at. */
export class Viewing {
  #at: MessageId | null = $state.raw(null);

  get at(): MessageId | null {
    return this.#at;
  }

  readonly open = (message: MessageId): void => void (this.#at = message);
  readonly close = (): void => void (this.#at = null);
}

export const provideViewing = (): Viewing => setContext(KEY, new Viewing());
export const useViewing = (): Viewing => getContext<Viewing>(KEY);
