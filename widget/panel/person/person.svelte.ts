import { untrack } from 'svelte';
import type { ConversationId } from '#schema/ids.ts';
import { drawing } from '../parts/drawing.ts';
import type { DrawnSlot, PartHost } from '../parts/part.ts';
import { isStartOf } from '../rows.ts';
import { personIn } from './claims.ts';
import { leave } from './leave.ts';
import { dropPartings, readPartings, sendPartings } from './parting.ts';
import { AGAIN_AFTER, createSigning, type Anew } from './signing.ts';
import PartingStrip from './PartingStrip.svelte';
import styles from './person.css?inline';

/**
 * Who the visitor is, as the site has signed it (IDENT2, IDENT6): the device takes another token with the answer. The conversation that is
 * theirs on all devices (IDENT7), and what waits of somebody who has signed out (IDENT8). Fetched when there is any of that.
 */
export function openPart(host: PartHost): () => void {
  const { chat, client, composer, environment, panel, parts, store } = host;
  let isOver = false;
  let followed: unknown = null;
  let strip: DrawnSlot | null = $state.raw(null);

  function again(work: () => void): void {
    environment.setTimeout(() => {
      if (!isOver) work();
    }, AGAIN_AFTER);
  }

  /** Another person, or nobody any more: the device begins anew, and what the page says then is told by the next panel. */
  async function beginAnew({ isOut, person }: Anew): Promise<void> {
    const before = personIn(store.ensure().identified);
    if (isOut)
      console.info(
        `Holdline: this device was signed out elsewhere; ${person === null ? 'the chat goes on as of a new visitor' : 'its visitor is told anew'}.`,
      );
    // Of the same person, or of whom nobody knows, the words are theirs still: they stand in the field again.
    const isSame = isOut && (before === null || before === person);
    const words = [...unsentWords(), composer.isEditing ? chat.draft : composer.text].filter(Boolean).join('\n');
    const { isOpen } = panel;
    // What it says of a line that has stopped is not so.
    if (isOut) panel.close();
    await leave(host, isSame);
    host.restart();
    if (isSame && words !== '') void globalThis.holdline('prefill', words);
    if (isSame && isOpen) void globalThis.holdline('open');
  }

  const unsentWords = (): readonly string[] =>
    client.outbox.current.flatMap(({ command }) => (command.type === 'message.send' ? [command.payload.text] : []));

  const signing = createSigning(host, beginAnew);

  /** What was begun here and is not accepted yet goes before. */
  function follow({ conversation, seen }: { readonly conversation: string; readonly seen: number }): void {
    const own = store.read();
    if (client.outbox.current.some((row) => isStartOf(row, own?.conversation as ConversationId))) return;
    const least = own?.conversation === conversation ? own.seen : 0;
    // The first visit of this person was somewhere else.
    if (own?.visits === 0) store.update({ visits: 1 });
    chat.follow(conversation as Parameters<typeof chat.follow>[0], Math.max(seen, least));
  }

  function showParting(): void {
    const partings = readPartings(host);
    const commands = partings.flatMap((each) => each.commands);
    const count = commands.filter(({ type }) => type === 'message.send').length;
    const ondrop = (): void => {
      dropPartings(host);
      showParting();
    };
    strip =
      partings.length === 0
        ? null
        : { place: 'above', draw: drawing(PartingStrip, { host, count, ondrop }, styles), order: -1 };
  }

  function send(): void {
    void sendPartings(host).then((isDone) => {
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
        const { link, isStarted } = chat;
        if (panel.identity !== null || link.state || isStarted) untrack(signing.look);
        const mine = link.state === 'live' ? link.mine : undefined;
        if (mine === undefined || mine === followed) return;
        followed = mine;
        untrack(() => follow(mine));
      });
    }),
  ];
  return () => {
    isOver = true;
    signing.end();
    for (const stop of stops) stop();
  };
}
