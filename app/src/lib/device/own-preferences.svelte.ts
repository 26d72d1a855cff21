import { createSubscriber } from 'svelte/reactivity';
import * as v from 'valibot';
import type { StaffReplica } from '#client/interface.ts';
import { keep, type DeviceStorage } from './preferences.svelte.ts';

interface OwnDeps {
  /** This person's own document. */
  readonly replica: Pick<StaffReplica, 'doc' | 'subscribe'>;
  /** Observers write no document (POL3): the server drops what they write, and lets go of who repeats it (DOC6). */
  readonly mayWrite: () => boolean;
  readonly storage: DeviceStorage | null;
  readonly key: string;
}

const hereSchema = v.record(v.string(), v.unknown());

/**
 * What a person chose for itself, the same on all of its devices: JSON by key in its own document. Before the device's storage has
 * been read everything is as if nothing had been chosen. Of an observer it is kept on this device alone.
 */
export class OwnPreferences {
  readonly #deps: OwnDeps;
  readonly #track: () => void;
  #here: Readonly<Record<string, unknown>> = $state.raw({});

  constructor(deps: OwnDeps) {
    this.#deps = deps;
    this.#track = createSubscriber((update) => deps.replica.subscribe(update));
    this.#here = parse(deps.storage?.getItem(deps.key) ?? null);
  }

  /** `otherwise` where nothing was chosen, or what a newer version wrote is not understood. */
  read<Value>(key: string, schema: v.GenericSchema<unknown, Value>, otherwise: Value): Value {
    this.#track();
    const { mayWrite, replica } = this.#deps;
    const known = v.safeParse(schema, mayWrite() ? replica.doc.getMap('preferences').get(key) : this.#here[key]);
    return known.success ? known.output : otherwise;
  }

  write(key: string, value: unknown): void {
    const { mayWrite, replica, storage, key: place } = this.#deps;
    if (mayWrite()) return replica.doc.transact(() => void replica.doc.getMap('preferences').set(key, value));
    this.#here = { ...this.#here, [key]: value };
    keep(storage, place, JSON.stringify(this.#here));
  }

  get hasSingleKeys(): boolean {
    return this.read('singleKeys', v.boolean(), true);
  }
}

function parse(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const known = v.safeParse(hereSchema, JSON.parse(text ?? '{}'));
    return known.success ? known.output : {};
  } catch {
    return {};
  }
}
