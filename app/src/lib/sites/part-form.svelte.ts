import * as v from 'valibot';
import { SITE_PARTS, type SitePartName, type SiteSettings } from '#schema/site/site-settings.ts';
import type { Forms } from '../device/forms.svelte.ts';
import type { SiteFailure } from './site-calls.ts';

interface PartFormDeps<Value> {
  /** As the server last said. */
  readonly stored: () => Value;
  readonly save: (value: Value) => Promise<SiteFailure | null>;
  readonly forms: Forms;
  /** Where it keeps what is typed. */
  readonly key: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * What is typed over one part of a site's settings: on this device from the first change on, until it is saved or dropped (FORM1). Only
 * fields that were changed are kept, so that those a colleague saves meanwhile are not put back.
 */
export class PartForm<Name extends SitePartName> {
  readonly #name: Name;
  readonly #deps: PartFormDeps<SiteSettings[Name]>;
  #typed = $state.raw<Fields>({});
  #isBusy = $state(false);
  #isSaved = $state(false);
  #failure = $state.raw<SiteFailure | null>(null);
  /** It stood here from before this page was opened. */
  readonly isBack: boolean;

  constructor(name: Name, deps: PartFormDeps<SiteSettings[Name]>) {
    this.#name = name;
    this.#deps = deps;
    this.#typed = parse(deps.forms.read(deps.key)?.typed);
    this.isBack = this.isChanged;
  }

  /** As it would be saved now; it may be one that cannot be. */
  readonly value = $derived.by((): SiteSettings[Name] => ({ ...this.#deps.stored(), ...this.#typed }));

  /** Sets some fields of it. */
  write(changes: Partial<SiteSettings[Name]>): void {
    this.#typed = { ...this.#typed, ...changes };
    this.#failure = null;
    this.#isSaved = false;
    this.#keep();
  }

  get isChanged(): boolean {
    return JSON.stringify(this.value) !== JSON.stringify(this.#deps.stored());
  }

  get isWrong(): boolean {
    return !this.#read().success;
  }

  /** What was saved is what is shown. */
  get isSaved(): boolean {
    return this.#isSaved && !this.isChanged;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  get failure(): SiteFailure | null {
    return this.#failure;
  }

  get maySave(): boolean {
    return this.isChanged && !this.isWrong && !this.#isBusy;
  }

  async save(): Promise<void> {
    const read = this.#read();
    if (!this.maySave || !read.success) return;
    const sent = this.#typed;
    this.#isBusy = true;
    this.#failure = await this.#deps.save(read.output);
    this.#isBusy = false;
    if (this.#failure !== null) return;
    // What was typed while it was on its way stays typed.
    this.#typed = Object.fromEntries(Object.entries(this.#typed).filter(([field, value]) => sent[field] !== value));
    this.#isSaved = true;
    this.#keep();
  }

  /** As the server last said again. */
  drop(): void {
    this.#typed = {};
    this.#failure = null;
    this.#keep();
  }

  #read() {
    return v.safeParse(SITE_PARTS[this.#name].schema as v.GenericSchema<unknown, SiteSettings[Name]>, this.value);
  }

  #keep(): void {
    this.#deps.forms.write(this.#deps.key, this.isChanged ? { typed: JSON.stringify(this.#typed) } : null);
  }
}

function parse(text: string | undefined): Fields {
  try {
    const parsed = v.safeParse(v.record(v.string(), v.unknown()), JSON.parse(text ?? '{}'));
    return parsed.success ? parsed.output : {};
  } catch {
    return {};
  }
}
