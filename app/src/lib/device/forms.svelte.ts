import { SvelteMap } from 'svelte/reactivity';
import * as v from 'valibot';
import { keep, type DeviceStorage } from './preferences.svelte.ts';

/** What stands in a form, a value a field. */
export type FormFields = Readonly<Record<string, string>>;

const fieldsSchema = v.record(v.string(), v.string());

/**
 * Forms that one person has begun and neither saved nor dropped, on this device: in localStorage, a key a form, from the first key
 * press on (FORM1). The key of a form about a document begins with that document's name, and the form goes with it (KEEP6).
 */
export class Forms {
  readonly #storage: DeviceStorage | null;
  readonly #prefix: string;
  /** Storage may be refused: then they live as long as the page. */
  readonly #all = new SvelteMap<string, FormFields>();

  constructor(storage: DeviceStorage | null, operator: string) {
    this.#storage = storage;
    this.#prefix = `holdline.form.${operator}.`;
    for (const key of Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? ''))
      this.hear({ key, newValue: storage?.getItem(key) ?? null });
  }

  /** Null: nothing is begun there. */
  read(form: string): FormFields | null {
    return this.#all.get(form) ?? null;
  }

  /** All whose keys begin so. */
  under(start: string): readonly { readonly form: string; readonly fields: FormFields }[] {
    return [...this.#all].flatMap(([form, fields]) => (form.startsWith(start) ? [{ form, fields }] : []));
  }

  /** Null: it was saved, or dropped. */
  write(form: string, fields: FormFields | null): void {
    if (fields === null) this.#all.delete(form);
    else this.#all.set(form, fields);
    keep(this.#storage, this.#prefix + form, fields === null ? null : JSON.stringify(fields));
  }

  /** What another tab has written there. */
  hear({ key, newValue }: Pick<StorageEvent, 'key' | 'newValue'>): void {
    if (!key?.startsWith(this.#prefix)) return;
    const fields = parse(newValue);
    if (fields === null) this.#all.delete(key.slice(this.#prefix.length));
    else this.#all.set(key.slice(this.#prefix.length), fields);
  }

  /** These documents are gone for good. */
  forget(documents: readonly string[]): void {
    for (const form of [...this.#all.keys()])
      if (documents.some((document) => form.startsWith(`${document}/`))) this.write(form, null);
  }

  clear(): void {
    for (const form of [...this.#all.keys()]) this.write(form, null);
  }

  get count(): number {
    return this.#all.size;
  }
}

function parse(text: string | null): FormFields | null {
  if (text === null) return null;
  try {
    const parsed = v.safeParse(fieldsSchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Where a form keeps what it is about: no field is called so. */
const ABOUT = '';

/** What a form was about when it was begun; empty where nothing was kept of that. */
export const aboutOf = (kept: FormFields): string => kept[ABOUT] ?? '';

/** One form that is open: as it began, or as it was left. Fields that were not touched are as they would begin now. */
export class KeptForm<Fields extends FormFields> {
  readonly #forms: Forms;
  readonly #key: string;
  readonly #first: Fields;
  #about: string;
  #now: Fields = $state.raw({} as Fields);
  #isBack = $state(false);

  /** `about`: what stands there now, to be compared with when its words come back. */
  constructor(forms: Forms, key: string, first: Fields, about = '') {
    this.#forms = forms;
    this.#key = key;
    this.#first = first;
    const { [ABOUT]: was, ...kept } = forms.read(key) ?? {};
    this.#about = was ?? about;
    this.#now = { ...first, ...kept };
    this.#isBack = Object.keys(kept).length > 0;
  }

  get fields(): Fields {
    return this.#now;
  }

  /** What stood there when it was begun. */
  get about(): string {
    return this.#about;
  }

  /** Its words are of before, and not as it would begin now. */
  get isBack(): boolean {
    return this.#isBack;
  }

  write(changes: Partial<Fields>): void {
    this.#now = { ...this.#now, ...changes };
    const changed = Object.entries(this.#now).filter(([field, value]) => (this.#first[field] ?? '') !== value);
    const about = this.#about === '' ? {} : { [ABOUT]: this.#about };
    this.#forms.write(this.#key, changed.length === 0 ? null : { ...Object.fromEntries(changed), ...about });
  }

  /** It was saved, or its words are dropped: it begins anew. */
  done(): void {
    this.#now = this.#first;
    this.#isBack = false;
    this.#forms.write(this.#key, null);
  }
}
