import { untrack } from 'svelte';
import type { ConversationId } from '#schema/ids.ts';
import { drawing } from '../parts/drawing.ts';
import type { DrawnSlot, PartHost } from '../parts/part.ts';
import { isStartOf } from '../rows.ts';
import { personIn } from './claims.ts';
import { leave } from './leave.ts';
import { dropPartings, readPartings, sendWhileHere } from './parting.ts';
import { createSigning, type Anew } from './signing.ts';
import { keepAsDraft } from './stand-again.ts';
import PartingStrip from './PartingStrip.svelte';
import styles from './person.css?inline';

/**
 * Who the visitor is, as the site has signed it (IDENT2, IDENT6): the device takes another token with the answer. The conversation that is
 * theirs on all devices (IDENT7), and what waits of somebody who has signed out (IDENT8). Fetched when there is any of that.
 */
export function openPart(host: PartHost): () => void {
  const { chat, client, composer, panel, parts, store } = host;
  let followed: unknown = null;
  let strip: DrawnSlot | null = $state.raw(null);
  /** How many messages it tells of; null: nothing waits. */
  let shown: number | null = null;

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
    if (isSame && words !== '') keepAsDraft(host, words);
    host.restart();
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
    const commands = readPartings(host).flatMap((each) => each.commands);
    const now = commands.length === 0 ? null : commands.filter(({ type }) => type === 'message.send').length;
    // Drawn anew it would be read out anew, and would take the keyboard from its button.
    if (now === shown) return;
    shown = now;
    const ondrop = (): void => {
      dropPartings(host);
      showParting();
    };
    strip =
      now === null
        ? null
        : { place: 'above', draw: drawing(PartingStrip, { host, count: now, ondrop }, styles), order: -1 };
  }

  showParting();
  const stops = [
    sendWhileHere(host, showParting),
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
    signing.end();
    for (const stop of stops) stop();
  };
}
