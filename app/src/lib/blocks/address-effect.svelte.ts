import type { BlockEffect } from '#schema/http/blocks.ts';
import { endsOf, isRange, networkIn, networkName, sizeOf } from '#schema/network.ts';
import type { BlockCalls } from './block-calls.ts';

/** How long nobody types before the server is asked who came from there, ms. */
const AFTER = 300;

/** What blocking the address that is being typed would do: what it holds is told at once, who came from there once the server has said. */
export class AddressEffect {
  readonly #calls: Pick<BlockCalls, 'effect'>;
  readonly #typed: () => string;
  #told: BlockEffect | null = $state.raw(null);
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(calls: Pick<BlockCalls, 'effect'>, typed: () => string) {
    this.#calls = calls;
    this.#typed = typed;
  }

  /** Null while what stands there is no address. */
  readonly range = $derived.by(() => {
    const network = networkIn(this.#typed());
    if (network === null) return null;
    const [first, last] = endsOf(network);
    const { family } = network;
    return { name: networkName(network), family, isRange: isRange(network), size: sizeOf(network), first, last };
  });

  /** Of what stands there now; another one's is not told. */
  readonly #current = $derived(this.#told?.address === this.range?.name ? this.#told : null);

  /** Null while it is not known. */
  get visitors(): number | null {
    return this.#current?.visitors ?? null;
  }

  /** Whoever types comes from there: it would be blocked with the others, and is refused. */
  get isOwn(): boolean {
    return this.#current?.isOwn === true;
  }

  /** To be called when it was typed: asks once nobody types any more. */
  askSoon(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), AFTER);
  }

  async #ask(): Promise<void> {
    const name = this.range?.name;
    if (name === undefined || this.#current !== null) return;
    const answer = await this.#calls.effect(name);
    if (answer.ok) this.#told = answer.value;
  }
}
