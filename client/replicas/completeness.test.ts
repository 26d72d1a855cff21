import { expect, test } from 'vitest';
import type { AcceptedCommand } from '../interface.ts';
import type { Cache } from './cache.ts';
import { createCompleteness } from './completeness.ts';
import type { OpenReplica } from './replica-events.ts';
import { createReplicas } from './replicas.ts';

const CARD = 'contact/vA' as const;
const acceptedOf = (id: string): AcceptedCommand => ({ command: { id }, seq: 1, at: 0 }) as unknown as AcceptedCommand;

test('CMD11 what was accepted lies over a document from when it was last complete, however long ago, and over nothing that it tells', () => {
  let accepted: readonly AcceptedCommand[] = [];
  const take = (...ids: readonly string[]): void => {
    accepted = [...accepted, ...ids.map(acceptedOf)];
  };
  const documents = createCompleteness(() => accepted);
  const beyond = (): readonly string[] => documents.beyond(CARD).map(({ command }) => command.id);
  take('a');
  // It never was complete in this visit.
  documents.leave({ name: CARD, state: 'cached' });
  expect(beyond()).toEqual(['a']);
  documents.leave({ name: CARD, state: 'synced' });
  expect(beyond()).toEqual([]);
  take('b', 'c');
  expect(beyond()).toEqual(['b', 'c']);
  // Only so many are remembered.
  accepted = accepted.slice(2);
  expect(beyond()).toEqual(['c']);
});

test('CMD11 an open document is told over by nothing while it is complete, and by what is accepted after its line is gone, also when it was closed meanwhile', () => {
  const accepted: AcceptedCommand[] = [acceptedOf('a')];
  const cache = { load: () => new Promise<null>(() => undefined), renew: () => undefined } as unknown as Cache;
  const nothing = (): void => undefined;
  const replicas = createReplicas(cache, { updated: nothing, changed: nothing, renewed: nothing }, () => accepted);
  const beyond = (): readonly string[] => replicas.beyond(CARD as never).map(({ command }) => command.id);
  const replica = replicas.open(CARD) as OpenReplica;
  expect(beyond()).toEqual(['a']);
  replica.setState('synced');
  accepted.push(acceptedOf('b'));
  expect(beyond()).toEqual([]);
  replica.setState('cached');
  accepted.push(acceptedOf('c'));
  expect(beyond()).toEqual(['c']);
  replica.setState('synced');
  replicas.release(CARD);
  for (let n = 0; n < 9; n += 1) {
    replicas.open(`contact/v${n}` as never);
    replicas.release(`contact/v${n}` as never);
  }
  expect(replicas.find(CARD)).toBeNull();
  expect(beyond()).toEqual([]);
});
