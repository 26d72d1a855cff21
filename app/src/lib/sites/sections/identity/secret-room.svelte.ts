import * as v from 'valibot';
import { siteSecretsResponseSchema, type SiteSecret } from '#schema/http/identity.ts';
import { answerOf } from '../../../account/api.ts';
import type { SiteFailure } from '../../site-calls.ts';

type Ask = typeof answerOf;

/** The secrets of a site, as long as its page is open: they are kept nowhere on this device. */
export class SecretRoom {
  readonly #site: string;
  readonly #ask: Ask;
  #secrets = $state.raw<readonly SiteSecret[] | null>(null);
  #failure = $state.raw<SiteFailure | null>(null);
  #isBusy = $state(false);
  #told = $state.raw<'made' | 'ended' | null>(null);

  constructor(site: string, ask: Ask = answerOf) {
    this.#site = site;
    this.#ask = ask;
  }

  /** The newest first; null until they were read. */
  get secrets(): readonly SiteSecret[] | null {
    return this.#secrets;
  }

  get failure(): SiteFailure | null {
    return this.#failure;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** What was done last. */
  get told(): 'made' | 'ended' | null {
    return this.#told;
  }

  load = (): Promise<void> => this.#call('GET', '', null);
  renew = (): Promise<void> => this.#call('POST', '', 'made');
  end = (number: number): Promise<void> => this.#call('DELETE', `/${number}`, 'ended');

  async #call(method: string, path: string, told: 'made' | 'ended' | null): Promise<void> {
    this.#isBusy = true;
    this.#told = null;
    const response = await this.#ask(`/api/sites/${encodeURIComponent(this.#site)}/secrets${path}`, { method });
    this.#failure = await this.#take(response);
    this.#isBusy = false;
    if (this.#failure === null) this.#told = told;
  }

  async #take(response: Response | null): Promise<SiteFailure | null> {
    if (response === null || response.status >= 500) return 'no-network';
    if (response.status === 401) return 'unauthorized';
    if (response.status === 404) return 'not-found';
    if (!response.ok) return 'refused';
    const parsed = v.safeParse(siteSecretsResponseSchema, await response.json().catch(() => null));
    if (!parsed.success) return 'broken';
    this.#secrets = parsed.output.secrets;
    return null;
  }
}
