import { siteSecretsResponseSchema, type SiteSecret } from '#schema/http/identity.ts';
import { answerOf } from '../../../account/api.ts';
import { asking, type Ask } from '../../../account/asking.ts';
import type { SiteFailure } from '../../site-calls.ts';

/** The secrets of a site, as long as its page is open: they are kept nowhere on this device. */
export class SecretRoom {
  readonly #ask: Ask<'not-found'>;
  #secrets = $state.raw<readonly SiteSecret[] | null>(null);
  #failure = $state.raw<SiteFailure | null>(null);
  #isBusy = $state(false);
  #told = $state.raw<'made' | 'ended' | null>(null);

  constructor(site: string, ask = answerOf) {
    this.#ask = asking(`/api/sites/${encodeURIComponent(site)}/secrets`, ['not-found'], ask);
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
    const answer = await this.#ask(method, path, { schema: siteSecretsResponseSchema });
    this.#failure = answer.ok ? null : answer.failure;
    if (answer.ok) this.#secrets = answer.value.secrets;
    this.#isBusy = false;
    if (answer.ok) this.#told = told;
  }
}
