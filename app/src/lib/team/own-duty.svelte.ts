import * as v from 'valibot';
import { DUTY_SITES, servesSite, type DutySites } from '#schema/docs/operator-duty.ts';
import type { OwnPreferences } from '../device/own-preferences.svelte.ts';

const sitesSchema = v.nullable(v.array(v.string()));

/** For which sites this person is on duty, on all of their devices alike (DUTY1). */
export class OwnDuty {
  readonly #own: OwnPreferences;
  readonly #sites: DutySites = $derived.by(() => this.#own.read(DUTY_SITES, sitesSchema, null));

  constructor(own: OwnPreferences) {
    this.#own = own;
  }

  /** Null: for all. */
  get sites(): DutySites {
    return this.#sites;
  }

  serves(site: string): boolean {
    return servesSite(this.sites, site);
  }

  choose(sites: DutySites): void {
    this.#own.write(DUTY_SITES, sites);
  }
}
