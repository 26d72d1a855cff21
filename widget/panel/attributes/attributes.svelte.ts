import { untrack } from 'svelte';
import { ATTRIBUTE_LIMITS, type Attributes } from '#schema/conversation/attributes.ts';
import type { Identity } from '../../loader/calls.ts';
import type { ToldAttributes } from '../../panel-contract.ts';
import type { PartHost } from '../parts/part.ts';

/**
 * What the page says of its visitor, by names of its own too (ATTR1, IDENT3), told with the first message, or at once where there is a conversation. The
 * server is told all of them each time, so they are remembered here, beside the record.
 */
export function openPart({ chat, client, environment, options, panel, store }: PartHost): () => void {
  const key = `holdline:${options.site}:attributes`;
  let inMemory = '{}';

  function read(): string {
    try {
      return environment.localStorage?.getItem(key) ?? inMemory;
    } catch {
      return inMemory;
    }
  }

  function tell(given: ToldAttributes): void {
    const before = read();
    const attributes = attributesAfter(before, given);
    const now = JSON.stringify(attributes);
    if (now === before) return;
    inMemory = now;
    try {
      environment.localStorage?.setItem(key, now);
    } catch {
      // Told again by the next page.
    }
    void client.outbox.add('contact.describe', { attributes });
  }

  /** Who its visitor is, unsigned; told once. */
  function tellIdentity({ token, ...identity }: Identity): void {
    const told = JSON.stringify(identity);
    if (token || Object.keys(identity).length === 0 || store.read()?.identified === told) return;
    store.update({ identified: told });
    void client.outbox.add('contact.update', identity);
  }

  return $effect.root(() => {
    $effect(() => {
      const { attributes, identity } = panel;
      if (!chat.isStarted) {
        // What was told of one that is gone is told anew with the next.
        inMemory = '{}';
        return;
      }
      untrack(() => {
        if (identity !== null) tellIdentity(identity);
        if (attributes) tell(attributes);
      });
    });
  });
}

/** What was told last goes before what was told long ago. */
export function attributesAfter(kept: string, given: ToldAttributes): Attributes {
  const before = Object.entries(parse(kept)).filter(([name]) => !(name in given));
  let all = [...before, ...Object.entries(given)].filter(
    (each): each is [string, string | number | boolean] => each[1] !== null,
  );
  const isTooMuch = (): boolean =>
    all.length > ATTRIBUTE_LIMITS.count || JSON.stringify(Object.fromEntries(all)).length > ATTRIBUTE_LIMITS.all;
  while (isTooMuch()) all = all.slice(1);
  return Object.fromEntries(all);
}

function parse(kept: string): Attributes {
  try {
    const read: unknown = JSON.parse(kept);
    return typeof read === 'object' && read !== null ? (read as Attributes) : {};
  } catch {
    return {};
  }
}
