import type { SitePartName } from '#schema/site/site-settings.ts';
import type { Sighting } from '#schema/site/sighting.ts';
import type { Site, SiteAddition, SiteEdit } from '#schema/site/site.ts';
import type { Forms } from '../device/forms.svelte.ts';
import { PartForm } from './part-form.svelte.ts';
import type { SiteCalls, SiteFailure } from './site-calls.ts';

/** The sites as this page knows them. They are the server's: only what is typed over them waits on this device. */
export class SiteRoom {
  readonly #calls: SiteCalls;
  readonly #forms: Forms;
  #sites = $state.raw<readonly Site[] | null>(null);
  #failure = $state.raw<SiteFailure | null>(null);

  constructor(calls: SiteCalls, forms: Forms) {
    this.#calls = calls;
    this.#forms = forms;
  }

  /** Null until they were read. */
  get sites(): readonly Site[] | null {
    return this.#sites;
  }

  /** Of the last thing asked of the server. */
  get failure(): SiteFailure | null {
    return this.#failure;
  }

  find(id: string): Site | null {
    return this.#sites?.find((site) => site.id === id) ?? null;
  }

  async load(): Promise<void> {
    const answer = await this.#calls.read();
    this.#failure = answer.ok ? null : answer.failure;
    if (answer.ok) this.#sites = answer.value;
  }

  async add(site: SiteAddition): Promise<SiteFailure | null> {
    return this.#take(await this.#calls.add(site));
  }

  async change(id: string, edit: SiteEdit): Promise<SiteFailure | null> {
    return this.#take(await this.#calls.change(id, edit));
  }

  /** On which pages the widget of this one was asked for lately, or why that is not known. */
  async seen(id: string): Promise<readonly Sighting[] | SiteFailure> {
    const answer = await this.#calls.seen(id);
    return answer.ok ? answer.value : answer.failure;
  }

  /** What is typed over one part of a site's settings. The site must be known. */
  form<Name extends SitePartName>(id: string, part: Name): PartForm<Name> {
    return new PartForm(part, {
      stored: () => {
        const site = this.find(id);
        if (site === null) throw new Error(`there is no site ${id}`);
        return site.settings[part];
      },
      save: (value, was) => this.change(id, { settings: { [part]: value }, was: { [part]: was } }),
      reload: async () => {
        await this.load();
        return this.failure;
      },
      forms: this.#forms,
      key: `site/${id}/${part}`,
    });
  }

  #take(answer: Awaited<ReturnType<SiteCalls['add']>>): SiteFailure | null {
    this.#failure = answer.ok ? null : answer.failure;
    if (!answer.ok) return answer.failure;
    const { value } = answer;
    const others = (this.#sites ?? []).filter(({ id }) => id !== value.id);
    this.#sites = [...others, value].toSorted((one, other) => one.name.localeCompare(other.name));
    return null;
  }
}
