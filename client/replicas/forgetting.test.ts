import { expect, test } from 'vitest';
import type { DocumentName } from '#schema/docs/document-name.ts';
import type { Cache } from './cache.ts';
import { createForgetting } from './forgetting.ts';
import type { OpenReplica } from './replica-events.ts';
import { createReplicas } from './replicas.ts';

const CARD = 'contact/vAAAAAAAAAAAAAAAAAAAAAA' as DocumentName;
const CONVERSATION = 'conversation/01900000-0000-7000-8000-000000000001' as DocumentName;

test('KEEP6 the card of a person who was erased is asked for again, because the person may have come back', async () => {
  const cache: Cache = {
    load: () => Promise.resolve(null),
    forget: () => undefined,
    renew: () => undefined,
    saveSoon: () => undefined,
    flush: () => undefined,
  } as unknown as Cache;
  const replicas = createReplicas(cache, {
    updated: () => undefined,
    changed: () => undefined,
    renewed: () => undefined,
  });
  const attached: OpenReplica[] = [];
  const left: string[] = [];
  replicas.setFeed({
    keepsCache: true,
    attach: (replica) => {
      attached.push(replica);
      return () => void left.push(replica.name);
    },
  });
  const forgetting = createForgetting({
    cache,
    replicas,
    staff: null,
    cursors: { forget: () => undefined } as never,
    own: 'anna',
    listeners: new Set(),
  });
  const card = replicas.open(CARD);
  const conversation = replicas.open(CONVERSATION);
  await Promise.resolve();
  await Promise.resolve();
  expect(attached.map(({ name }) => name)).toEqual([CARD, CONVERSATION]);
  forgetting.forget([CARD]);
  expect(attached.map(({ name }) => name)).toEqual([CARD, CONVERSATION, CARD]);
  expect(card.state).toBe('refused');
  forgetting.forget([CONVERSATION]);
  expect(conversation.state).toBe('refused');
  // What fed them knows only the documents that they held before.
  expect(left).toEqual([CARD, CONVERSATION]);
});
