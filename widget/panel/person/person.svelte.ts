import { untrack } from 'svelte';
import { newToken } from '../../visitor-store.ts';
import { drawing } from '../parts/drawing.ts';
import type { DrawnSlot, PartHost } from '../parts/part.ts';
import { claimsOf, personIn } from './claims.ts';
import { leave } from './leave.ts';
import { keepParting, readParting, sendParting } from './parting.ts';
import PartingStrip from './PartingStrip.svelte';
import styles from './person.css?inline';

/** Until what could not be told or sent is tried again, ms. */
const AGAIN_AFTER = 5_000;

/**
 * Who the visitor is, as the site has signed it (IDENT2, IDENT6): the device takes another token with the answer. The conversation that is
 * theirs on all devices (IDENT7), and what waits of somebody who has signed out (IDENT8). Fetched when there is any of that.
 */
export function openPart(host: PartHost): () => void {
  const { chat, client, environment, options, panel, parts, store } = host;
  let isBusy = false;
  let isOver = false;
  /** Said by the server of this token; another one may be better. */
  let refused = '';
  let followed: unknown = null;
  let strip: DrawnSlot | null = $state.raw(null);

  function again(work: () => void): void {
    environment.setTimeout(() => {
      if (!isOver) work();
    }, AGAIN_AFTER);
  }

  /** Another person, or nobody any more: the device begins anew, and what the page says then is told by the next panel. */
  async function beginAnew(): Promise<void> {
    await leave(host);
    host.restart();
  }

  async function tell(signed: string): Promise<void> {
    const claims = signed === '' ? null : claimsOf(signed);
    const record = store.ensure();
    if (isBusy || isOver || signed === refused) return;
    if (signed !== '' && claims === null) return refuse(signed, 'bad-token');
    if (claims?.told === record.identified && record.next === '') return;
    isBusy = true;
    const person = personIn(record.identified);
    if (claims !== null && person !== null && person !== claims.person) return beginAnew();
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
    isBusy = false;
    if (isOver) return;
    if (response === null || response.status >= 500 || response.status === 429) return again(() => void tell(signed));
    const answer = (await response.json()) as { readonly status?: string; readonly error?: string };
    if (response.ok) {
      const token = answer.status === 'joined' ? { token: next } : {};
      store.update({ ...token, next: '', ...(claims && { identified: claims.told }) });
      return client.outbox.retryNow();
    }
    if (answer.error === 'other-person' || (answer.error === 'signed-out' && signed !== '')) return beginAnew();
    store.update({ next: '' });
    refuse(signed, answer.error ?? '');
  }

  function refuse(signed: string, why: string): void {
    refused = signed;
    if (signed !== '') reportError(new Error(`holdline('identify'): the token was refused (${why}).`));
  }

  /** What was begun here and is not accepted yet goes before. */
  function follow({ conversation, seen }: { readonly conversation: string; readonly seen: number }): void {
    const own = store.read();
    const isStarting = client.outbox.current.some(
      ({ command: { type, payload } }) =>
        type === 'conversation.start' && 'conversation' in payload && payload.conversation === own?.conversation,
    );
    if (isStarting) return;
    const least = own?.conversation === conversation ? own.seen : 0;
    // The first visit of this person was somewhere else.
    if (own?.visits === 0) store.update({ visits: 1 });
    chat.follow(conversation as Parameters<typeof chat.follow>[0], Math.max(seen, least));
  }

  function showParting(): void {
    const parting = readParting(host);
    const count = parting?.commands.filter(({ type }) => type === 'message.send').length ?? 0;
    const ondrop = (): void => {
      keepParting(host, null);
      showParting();
    };
    strip =
      parting === null
        ? null
        : { place: 'above', draw: drawing(PartingStrip, { host, count, ondrop }, styles), order: -1 };
  }

  function send(): void {
    void sendParting(host).then((isDone) => {
      showParting();
      if (!isDone) again(send);
    });
  }

  showParting();
  if (strip !== null) send();
  const stops = [
    parts.keep(() => strip),
    $effect.root(() => {
      $effect(() => {
        const { link } = chat;
        const signed = panel.identity?.token ?? '';
        if (signed !== '' || store.read()?.next) untrack(() => void tell(signed));
        const mine = link.state === 'live' ? link.mine : undefined;
        if (mine === undefined || mine === followed) return;
        followed = mine;
        untrack(() => follow(mine));
      });
    }),
  ];
  return () => {
    isOver = true;
    for (const stop of stops) stop();
  };
}
