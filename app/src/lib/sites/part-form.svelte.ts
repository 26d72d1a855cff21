import * as v from 'valibot';
import { SITE_PARTS, type SitePartName, type SiteSettings } from '#schema/site/site-settings.ts';
import { isWholeCondition } from '#schema/site/rules/rule-set.ts';
import type { Forms } from '../device/forms.svelte.ts';
import type { SiteFailure } from './site-calls.ts';

interface PartFormDeps<Value> {
  /** As the server last said. */
  readonly stored: () => Value;
  /** `was`: as it was read. Where the server has another by now, it saves nothing. */
  readonly save: (value: Value, was: Value) => Promise<SiteFailure | null>;
  /** Reads what is stored anew. */
  readonly reload: () => Promise<SiteFailure | null>;
  readonly forms: Forms;
  /** Where it keeps what is typed. */
  readonly key: string;
}

/** What of a part is out of sight keeps it from being saved no more. */
const AS_SAVED: { readonly [Name in SitePartName]?: (value: SiteSettings[Name]) => SiteSettings[Name] } = {
  start: (value) =>
    value.show === 'rules'
      ? value
      : { ...value, rules: { ...value.rules, conditions: value.rules.conditions.filter(isWholeCondition) } },
};

type Fields = Readonly<Record<string, unknown>>;

/** So often somebody else may come before a save, with other fields, until it gives up. */
const MOST_TRIES = 5;

/**
 * What is typed over one part of a site's settings: on this device from the first change on, until it is saved or dropped (FORM1). Only
 * fields that were changed are kept, so that those a colleague saves meanwhile are not put back; over one that both have changed
 * nobody saves unasked (SITE6).
 */
export class PartForm<Name extends SitePartName> {
  readonly #name: Name;
  readonly #deps: PartFormDeps<SiteSettings[Name]>;
  #typed = $state.raw<Fields>({});
  /** What stood in these fields when they were first typed over. */
  #over: Fields = {};
  /** All that was sent without an answer: it may stand there, and is nobody else's. */
  #sent: readonly Fields[] = [];
  #isBusy = $state(false);
  #isSent = $state(false);
  #failure = $state.raw<SiteFailure | null>(null);
  /** It stood here from before this page was opened. */
  readonly isBack: boolean;

  constructor(name: Name, deps: PartFormDeps<SiteSettings[Name]>) {
    this.#name = name;
    this.#deps = deps;
    const kept = deps.forms.read(deps.key);
    this.#typed = parse(kept?.typed);
    this.#over = { ...this.#storedOf(this.#typed), ...parse(kept?.over) };
    this.isBack = this.isChanged;
  }

  /** As it would be saved now; it may be one that cannot be. */
  readonly value = $derived.by((): SiteSettings[Name] => ({ ...this.#deps.stored(), ...this.#typed }));

  /** Sets some fields of it. */
  write(changes: Partial<SiteSettings[Name]>): void {
    this.#over = { ...this.#storedOf(changes), ...this.#over };
    this.#typed = { ...this.#typed, ...changes };
    this.#failure = null;
    this.#isSent = false;
    this.#keep();
  }

  get isChanged(): boolean {
    return !isSame(this.#asStored(this.value), this.#asStored(this.#deps.stored()));
  }

  get isWrong(): boolean {
    return !this.#read().success;
  }

  /** What was saved is what is shown; also where its answer was lost, and it was read again. */
  get isSaved(): boolean {
    return this.#isSent && !this.isChanged;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  get failure(): SiteFailure | null {
    return this.isSaved ? null : this.#failure;
  }

  get maySave(): boolean {
    return this.isChanged && !this.isWrong && !this.#isBusy;
  }

  async save(): Promise<void> {
    if (!this.maySave) return;
    const sent = this.#typed;
    const asStored = this.#storedOf(sent, this.#asStored(this.value));
    this.#isBusy = true;
    this.#isSent = true;
    this.#failure = await this.#send();
    this.#isBusy = false;
    if (this.#failure === 'no-network') this.#sent = [...this.#sent, asStored];
    if (this.#failure !== null) return;
    // What was typed while it was on its way stays typed.
    this.#typed = Object.fromEntries(Object.entries(this.#typed).filter(([field, value]) => sent[field] !== value));
    this.#over = this.#storedOf(this.#typed);
    this.#keep();
  }

  /** As the server last said again. */
  drop(): void {
    this.#typed = {};
    this.#over = {};
    this.#failure = null;
    this.#isSent = false;
    this.#keep();
  }

  async #send(): Promise<SiteFailure | null> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const read = this.#read();
      if (!read.success) return 'invalid';
      if (this.#isDisputed()) {
        // Whoever presses the button again has been told.
        this.#over = this.#storedOf(this.#typed);
        this.#keep();
        return 'changed-meanwhile';
      }
      const failure = await this.#deps.save(read.output, this.#deps.stored());
      if (failure !== 'changed-meanwhile') return failure;
      const unread = await this.#deps.reload();
      if (unread !== null) return unread;
    }
    return 'broken';
  }

  /** Somebody else has set one of the typed fields, and to something else. */
  #isDisputed(): boolean {
    const stored = this.#storedOf(this.#typed);
    return Object.keys(this.#typed).some(
      (field) => ![this.#over, this.#typed, ...this.#sent].some((own) => isSame(stored[field], own[field])),
    );
  }

  /** As the server keeps it: without blanks around words. What cannot be saved is as it is. */
  #asStored(value: SiteSettings[Name]): SiteSettings[Name] {
    const read = this.#read(value);
    return read.success ? read.output : value;
  }

  #storedOf(fields: Fields, value: SiteSettings[Name] = this.#deps.stored()): Fields {
    const stored = value as Fields;
    return Object.fromEntries(Object.keys(fields).map((field) => [field, stored[field]]));
  }

  #read(value: SiteSettings[Name] = this.value) {
    const asSaved = AS_SAVED[this.#name]?.(value) ?? value;
    return v.safeParse(SITE_PARTS[this.#name].schema as v.GenericSchema<unknown, SiteSettings[Name]>, asSaved);
  }

  #keep(): void {
    const [typed, over] = [JSON.stringify(this.#typed), JSON.stringify(this.#over)];
    this.#deps.forms.write(this.#deps.key, this.isChanged ? { typed, over } : null);
  }
}

/** As JSON, which is how it is kept and sent. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function parse(text: string | undefined): Fields {
  try {
    const parsed = v.safeParse(v.record(v.string(), v.unknown()), JSON.parse(text ?? '{}'));
    return parsed.success ? parsed.output : {};
  } catch {
    return {};
  }
}
