import { createSubscriber } from 'svelte/reactivity';
import * as v from 'valibot';
import type { StaffReplica } from '#client/interface.ts';

/**
 * What a person chose for itself, the same on all of its devices: JSON by key in its own document. Before the device's storage has
 * been read everything is as if nothing had been chosen.
 */
export class OwnPreferences {
  readonly #replica: StaffReplica;
  readonly #track: () => void;

  constructor(replica: StaffReplica) {
    this.#replica = replica;
    this.#track = createSubscriber((update) => replica.subscribe(update));
  }

  /** `otherwise` where nothing was chosen, or what a newer version wrote is not understood. */
  read<Value>(key: string, schema: v.GenericSchema<unknown, Value>, otherwise: Value): Value {
    this.#track();
    const known = v.safeParse(schema, this.#replica.doc.getMap('preferences').get(key));
    return known.success ? known.output : otherwise;
  }

  write(key: string, value: unknown): void {
    this.#replica.doc.transact(() => this.#replica.doc.getMap('preferences').set(key, value));
  }

  get hasSingleKeys(): boolean {
    return this.read('singleKeys', v.boolean(), true);
  }
}
