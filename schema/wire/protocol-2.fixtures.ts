import { ANNA, CONVERSATION, VISITOR } from '../commands/decide.fixtures.ts';
import { authorOf } from '../words.ts';
import type { ServerFrame } from './frames.ts';

/** What clients of protocol 2 send beyond what those of 1 do. Once released, never changed. */
export const CLIENT_FRAMES_2: readonly string[] = [
  '{"t":"hello","protocol":2,"device":"d-01HV9Z3X8M"}',
  '{"t":"hello","protocol":2,"device":"d-01HV9Z3X8M","life":"bGlmZQ.12.c2ln"}',
  '{"t":"gone","known":null}',
  '{"t":"gone","known":"0f3a9c2b7d1e4f60.12"}',
];

/** What a server of protocol 2 sends beyond what one of 1 does; a client of 1 passes over what it does not know. */
export const SERVER_FRAMES_2: readonly ServerFrame[] = [
  {
    t: 'welcome',
    protocol: 2,
    serverTime: 1_700_000_000_000,
    actor: VISITOR,
    limits: { textBytes: 8192, editWindow: 600_000, frameBytes: 65_536 },
    life: 'bGlmZQ.12.c2ln',
  },
  { t: 'gone', upTo: '0f3a9c2b7d1e4f60.13', documents: [`contact/v${'a'.repeat(22)}`] },
  { t: 'gone', upTo: '0f3a9c2b7d1e4f60.9000', documents: null },
  { t: 'pong', n: 7, serverTime: 1_700_000_000_000, life: 'bGlmZQ.12.c2ln' },
  {
    t: 'cursors',
    conversation: CONVERSATION,
    cursors: { [ANNA.id]: { delivered: 3, seen: 3, kind: 'operator', away: true } },
  },
  { t: 'saved', document: `draft/${CONVERSATION}`, writes: 3 },
  { t: 'writing', document: `draft/${CONVERSATION}`, by: authorOf(ANNA) },
];
