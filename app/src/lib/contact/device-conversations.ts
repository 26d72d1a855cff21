import { browserEnvironment } from '#client/environment.ts';
import { readCachedConversations, type CachedConversation } from '#client/replicas/cached-conversations.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import type { Desk } from '../desk/desk.svelte.ts';

/** One of a visitor's conversations, in a line. */
export interface OtherConversation {
  readonly id: ConversationId;
  readonly lastAt: number;
  readonly lastText: string;
}

type ByVisitor = ReadonlyMap<VisitorId, readonly OtherConversation[]>;

/** Read once a minute at most: every conversation of the cache has to be decoded. */
const kept = new WeakMap<Desk, { readonly at: number; readonly read: Promise<ByVisitor> }>();
const HOLDS_FOR = 60_000;

/** What this device has kept of a visitor's conversations, whether or not the inbox still has them. */
export async function conversationsOnDevice(desk: Desk, visitor: VisitorId): Promise<readonly OtherConversation[]> {
  const now = desk.client.serverNow();
  const before = kept.get(desk);
  const isFresh = before !== undefined && Math.abs(now - before.at) < HOLDS_FOR;
  const { read } = isFresh ? before : { read: readAll(desk.profile.id) };
  if (!isFresh) kept.set(desk, { at: now, read });
  return (await read).get(visitor) ?? [];
}

async function readAll(person: string): Promise<ByVisitor> {
  const environment = browserEnvironment({ ownServiceWorker: true });
  return othersByVisitor(await readCachedConversations(environment, `operator-${person}`));
}

/** With the last words of each, as they read now. */
export function othersByVisitor(cached: readonly Pick<CachedConversation, 'id' | 'conversation'>[]): ByVisitor {
  const others = cached.map(({ id, conversation: { head, messages, edits } }) => {
    const last = messages.findLast((message) => {
      const edit = edits.get(message.id);
      return message.kind === 'text' && !(edit !== undefined && 'gone' in edit);
    });
    const edit = last === undefined ? undefined : edits.get(last.id);
    const text = last?.kind === 'text' ? last.text : '';
    const lastText = edit !== undefined && 'text' in edit ? edit.text : text;
    return { visitor: head.visitor, other: { id, lastAt: messages.at(-1)?.at ?? 0, lastText } };
  });
  return new Map(
    [...Map.groupBy(others, ({ visitor }) => visitor)].map(([visitor, all]) => [
      visitor,
      all.map(({ other }) => other),
    ]),
  );
}
