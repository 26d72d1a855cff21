import type { Timer } from '#client/environment.ts';
import type { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import { newToken } from '../../visitor-store.ts';
import type { Identity } from '../../loader/calls.ts';
import type { ToldVerdict } from '../../panel-contract.ts';
import type { PartHost } from '../parts/part.ts';
import { claimsOf, personIn } from './claims.ts';

/** The token of this device is nobody's any more. The number alone: the table would make a file more. */
const SIGNED_OUT: typeof CLOSE_CODES.unauthorized.code = 4401;

/** Until what could not be told is tried again, ms. */
export const AGAIN_AFTER = 5_000;

/** What a page gives for the token: itself, or what gives one each time; empty: nothing, and only a lost answer is asked for. */
type Given = NonNullable<Identity['token']>;

/** The device begins anew; `isOut`: its own token is nobody's any more. `person`: whom the page signs, null: nobody. */
export interface Anew {
  readonly is: 'anew';
  readonly isOut: boolean;
  readonly person: string | null;
}

/** `later`: nobody could be asked. */
type Answer = Anew | { readonly is: 'accepted' | 'later' } | { readonly is: 'refused'; readonly why: Error };

const ACCEPTED: Answer = { is: 'accepted' };
const LATER: Answer = { is: 'later' };

/** Calls whose promises were settled, over all panels of the page. */
const settled = new WeakSet<ToldVerdict>();
/** The last refusal that the page was told of: a panel that begins anew does not say it again. */
let toldOf: { readonly given: Given; readonly says: string } | null = null;

const refusal = (says: string, cause: unknown): Answer => ({
  is: 'refused',
  why: new Error(`holdline('identify'): ${says}.`, { cause }),
});

/**
 * Says to the server whom the site has signed, and to the page what came of it (IDENT9). `beginAnew` is called when the device has to begin
 * as somebody else; by then this is over. What it returns is called whenever the page or the line says something new, and ends it.
 */
export function createSigning(
  host: Pick<PartHost, 'client' | 'environment' | 'options' | 'panel' | 'store'>,
  beginAnew: (anew: Anew) => Promise<void>,
): { readonly look: () => void; readonly end: () => void } {
  const { client, environment, options, panel, store } = host;
  let isBusy = false;
  let isOver = false;
  let again: Timer | undefined;
  /** Of this the page has its answer; another one may be better. */
  let decided: { readonly given: Given; readonly answer: Answer } | null = null;

  /** Told to each call once; what nobody waits for any more is said in the console. */
  function settle(answer: Answer, given: Given): void {
    const waiting = (panel.asked ?? []).filter((call) => !settled.has(call));
    for (const call of waiting) {
      settled.add(call);
      if (answer.is === 'refused') call[1](answer.why);
      else call[0](true);
    }
    if (answer.is !== 'refused') return;
    const says = answer.why.message;
    if (waiting.length === 0 && (toldOf?.given !== given || toldOf.says !== says)) reportError(answer.why);
    toldOf = { given, says };
  }

  async function show(signed: string): Promise<Answer> {
    const claims = signed === '' ? null : claimsOf(signed);
    const record = store.ensure();
    if (signed !== '' && claims === null) return refusal('this is no token', 'bad-token');
    const anew = (isOut: boolean): Anew => ({ is: 'anew', isOut, person: claims?.person ?? null });
    if (isToBeginAnew()) return anew(true);
    if (claims?.told === record.identified && record.next === '') return ACCEPTED;
    const known = personIn(record.identified);
    if (claims !== null && known !== null && known !== claims.person) return anew(false);
    const next = record.next || newToken(environment.randomBytes);
    // Before it is asked: an answer that is lost is asked for with the same one.
    store.update({ next });
    const response = await environment
      .fetch(`${options.origin}/api/identify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${record.token}` },
        credentials: 'omit',
        body: JSON.stringify({ site: options.site, next, ...(signed !== '' && { token: signed }) }),
      })
      .catch(() => null);
    if (response === null || response.status >= 500 || response.status === 429) return LATER;
    type Said = { readonly status?: string; readonly error?: string };
    const answer = (await response.json().catch(() => ({}))) as Said;
    if (isOver) return LATER;
    if (response.ok) {
      const token = answer.status === 'joined' ? { token: next } : {};
      store.update({ ...token, next: '', ...(claims && { identified: claims.told }) });
      client.outbox.retryNow();
      return ACCEPTED;
    }
    if (answer.error === 'other-person' || (answer.error === 'signed-out' && signed !== ''))
      return anew(answer.error === 'signed-out');
    store.update({ next: '' });
    return refusal(`the token was refused (${answer.error ?? ''})`, answer.error);
  }

  async function made(give: () => unknown): Promise<Answer> {
    const given = await give();
    const signed = typeof given === 'string' ? given.trim() : '';
    return signed === '' ? refusal('the function gave no token', 'no-token') : show(signed);
  }

  async function ask(given: Given): Promise<Answer> {
    if (typeof given === 'string') return show(given);
    try {
      const answer = await made(given);
      // It may have ended on its way, or have come out of a cache: once more.
      return answer.is === 'refused' && answer.why.cause === 'expired' ? await made(given) : answer;
    } catch (error) {
      const { state } = client.link.current;
      return state === 'live' || state === 'stopped' ? refusal('the function gave no token', error) : LATER;
    }
  }

  /** Of several tabs the one that has the line begins anew, and the others with it. */
  function isToBeginAnew(): boolean {
    const link = client.link.current;
    return link.state === 'stopped' && link.code === SIGNED_OUT && client.isLeader();
  }

  async function tell(): Promise<void> {
    const given = panel.identity?.token ?? '';
    const isOut = isToBeginAnew();
    if (isBusy || isOver || (given === '' && !store.ensure().next && !isOut)) return;
    // Of a card that is gone the server knows nothing any more: whoever writes again is told anew.
    const { identified, conversation } = store.ensure();
    const isForgotten = decided?.answer.is === 'accepted' && identified === '' && conversation !== null;
    if (decided?.given === given && !isOut && !isForgotten) return settle(decided.answer, given);
    if (again !== undefined) environment.clearTimeout(again);
    isBusy = true;
    const answer = await ask(given);
    if (isOver) return;
    // Whatever is said of the token: without an own one there is no going on.
    if (answer.is === 'anew' || isOut)
      return beginAnew(answer.is === 'anew' ? answer : { is: 'anew', isOut, person: null });
    isBusy = false;
    if (answer.is === 'later') {
      again = environment.setTimeout(() => void tell(), AGAIN_AFTER);
      return;
    }
    if (given !== '') {
      decided = { given, answer };
      settle(answer, given);
    }
    // The page may have said another one meanwhile.
    if (panel.identity !== null && (panel.identity.token ?? '') !== given) void tell();
  }

  return {
    look: () => void tell(),
    end: () => {
      isOver = true;
      if (again !== undefined) environment.clearTimeout(again);
    },
  };
}
