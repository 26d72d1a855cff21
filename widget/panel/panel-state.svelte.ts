import type { ToldAttributes, ToldVerdict } from '../panel-contract.ts';
import type { Identity } from '../loader/calls.ts';

/** Open or not, and who the page says its visitor is. */
export class PanelState {
  readonly #onToggled: (isOpen: boolean) => void;
  #isOpen = $state.raw(false);
  /** Whether the panel took, or may take, the keyboard when it opened. */
  takesFocus = true;
  identity = $state.raw<Identity | null>(null);
  /** Whoever waits for the verdict upon its token. */
  asked: readonly ToldVerdict[] | undefined;
  attributes = $state.raw<ToldAttributes>();
  /** The form for when nobody is there was asked for, or something stands in it that is no draft of a message. */
  isLeaving = $state.raw(false);
  constructor(onToggled: (isOpen: boolean) => void) {
    this.#onToggled = onToggled;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  open({ focus }: { readonly focus: boolean }): void {
    if (this.#isOpen) return;
    this.takesFocus = focus;
    this.#isOpen = true;
    this.#onToggled(true);
  }

  /** A verb, because a component that sets a part of what it was given makes Svelte bring all that changes properties. */
  keepFocus(takesFocus: boolean): void {
    this.takesFocus = takesFocus;
  }

  leave(isLeaving: boolean): void {
    this.isLeaving = isLeaving;
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#onToggled(false);
  }
}
