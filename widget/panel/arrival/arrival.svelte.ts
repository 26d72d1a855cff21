import { untrack } from 'svelte';
import type { LetterOpened, ReturnFailure } from '#schema/http/letters.ts';
import type { ConversationId } from '#schema/ids.ts';
import { drawing } from '../parts/drawing.ts';
import type { DrawnSlot, PartHost } from '../parts/part.ts';
import { isStartOf } from '../rows.ts';
import { watched } from '../sources.svelte.ts';
import styles from './arrival.css?inline';
import ArrivalStrip from './ArrivalStrip.svelte';
import { ARRIVAL_TEXTS } from './arrival-texts.ts';

/** What a visitor is told, with something to do or a way to somewhere. */
export interface Told {
  readonly words: string;
  readonly run?: () => void;
  readonly link?: string;
}

type Answer = LetterOpened & { readonly error?: string };

/** As long as a ticket is good, and until it is shown again where there was no answer; ms. */
const GOOD_FOR = 120_000;
const AGAIN_AFTER = 3_000;

/**
 * Somebody comes from the page of a letter, with a ticket that the panel has taken out of the address (MAIL10): it becomes the conversation.
 * Where the browser does not say that the way began on a page of ours, where a button was pressed, it is asked for here: a link that
 * somebody else has made must not put a visitor into their conversation unseen.
 */
export function openPart(host: PartHost): () => void {
  const { chat, client, environment, options, parts, store, ticket } = host;
  const words = ARRIVAL_TEXTS[options.language];
  const page = `${options.origin}/letter`;
  const until = environment.now() + GOOD_FOR;
  const actor = watched(client.actor);
  let isOver = false;
  let strip: DrawnSlot | null = $state.raw(null);
  let opened: LetterOpened | null = $state.raw(null);

  /** Said for good; whatever else is said is no answer, and it is asked again. */
  const isTold = (why: string): why is ReturnFailure => Object.hasOwn(words, why);

  function tell(told: Told, deed: string): void {
    const onclose = (): void => void (strip = null);
    strip = {
      place: 'above',
      draw: drawing(ArrivalStrip, { told, deed, close: words.close, onclose }, styles),
      order: -1,
    };
  }

  /** What is begun here and not told yet would go on in somebody else's name. */
  function isBeginning(): boolean {
    const own = store.read()?.conversation ?? null;
    return own !== null && client.outbox.current.some((row) => isStartOf(row, own as ConversationId));
  }

  async function arrive(): Promise<void> {
    strip = null;
    if (isBeginning()) return tell({ words: words['other-visitor'], link: page }, words.page);
    const response = await environment
      .fetch(`${options.origin}/api/letters/arrive`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${store.ensure().token}` },
        credentials: 'omit',
        body: JSON.stringify({ ticket, site: options.site }),
      })
      .catch(() => null);
    const answer = (await response?.json().catch(() => null)) as Answer | null | undefined;
    if (isOver) return;
    const why = answer?.error;
    if (why !== undefined && isTold(why))
      return tell({ words: words[why], ...(why === 'other-visitor' && { link: page }) }, words.page);
    if (response?.ok !== true || !answer) {
      if (environment.now() > until) return tell({ words: words['no-line'] }, '');
      return void environment.setTimeout(() => {
        if (!isOver) void arrive();
      }, AGAIN_AFTER);
    }
    // The line comes back as whom this device is now.
    client.outbox.retryNow();
    opened = answer;
  }

  if (document.referrer.startsWith(`${options.origin}/`)) void arrive();
  else tell({ words: words.asks, run: () => void arrive() }, words.open);

  const stops = [
    parts.keep(() => strip),
    $effect.root(() => {
      $effect(() => {
        if (opened === null || chat.link.state !== 'live' || actor.current?.id !== opened.visitor) return;
        const { conversation, seen } = opened;
        untrack(() => {
          opened = null;
          const own = store.read();
          chat.follow(
            conversation as ConversationId,
            own?.conversation === conversation ? Math.max(own.seen, seen) : seen,
          );
        });
      });
    }),
  ];
  return () => {
    isOver = true;
    for (const stop of stops) stop();
  };
}
