import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, documentOf, ownerOf, type TalkCommand } from '../commands/command.ts';
import { ANNA, command, idOf, MINUTE, NOON, OLGA, person, VISITOR, visitorIdOf } from '../commands/decide.fixtures.ts';
import { contactDocument } from '../docs/document-name.ts';
import { mayCommand } from '../policy/policy.ts';
import { authorOf } from '../words.ts';
import { blocksOf, BLOCK_SCOPES, inForce, type Block } from './block.ts';
import { blocksAfter, overlayBlocks } from './blocks-overlay.ts';
import { factsOf } from './facts.ts';

const ANN = visitorIdOf('A');
const write = fc.record({
  who: fc.nat(1),
  scope: fc.nat(1),
  on: fc.boolean(),
  minutes: fc.integer({ min: -2, max: 9 }),
});
type Write = typeof write extends fc.Arbitrary<infer Each> ? Each : never;

function commandFor({ who, scope: at, on, minutes }: Write, n: number): TalkCommand {
  const scope = BLOCK_SCOPES[at] ?? 'visitor';
  const visitor = visitorIdOf('AB'[who] ?? 'A');
  const until = minutes > 7 ? null : NOON + minutes * MINUTE;
  const meta = { id: idOf(0x1000 + n), writtenAt: NOON };
  return on
    ? command('visitor.block', { visitor, scope, until, reason: minutes % 2 === 0 ? `reason ${n}` : '' }, meta)
    : command('visitor.unblock', { visitor, scope }, meta);
}

/** As the server takes them, which knows where everybody comes from. */
function serverAfter(blocks: readonly Block[], given: TalkCommand): readonly Block[] {
  const decision = decide({ ...factsOf(null, person), addressOf: () => '203.0.113.7' }, given, {
    actor: ANNA,
    now: NOON,
  });
  if (decision.kind !== 'accept') return blocks;
  const entry = { effect: decision.effect, by: authorOf(ANNA), at: NOON };
  return blocksAfter(blocks, (given.payload as { readonly visitor: typeof ANN }).visitor, entry);
}

test('BLOCK5 CMD11 a device without a line shows the blocks as the server will have them, and never an address', () => {
  fc.assert(
    fc.property(fc.array(write, { maxLength: 12 }), fc.array(write, { maxLength: 12 }), (before, offline) => {
      const known = before.map(commandFor).reduce(serverAfter, []);
      const given = offline.map((each, n) => commandFor(each, 100 + n));
      const server = given.reduce(serverAfter, known);
      const viewer = { actor: ANNA, now: NOON, person };
      expect(overlayBlocks(known, given, viewer)).toEqual(server);
      // The update comes before the answer: what waits still is laid over what it did already.
      expect(overlayBlocks(server, given, viewer)).toEqual(server);
      expect(overlayBlocks(known, given, { ...viewer, actor: OLGA })).toBe(known);
      expect(JSON.stringify(server)).not.toContain('203.0.113.7');
      expect(new Set(server.map(({ id }) => id)).size).toBe(server.length);
    }),
    { numRuns: 200 },
  );
});

test('BLOCK1 POL2 a block belongs to its visitor’s contact, and no visitor gives one', () => {
  const given = command('visitor.block', { visitor: ANN, scope: 'visitor', until: null });
  expect([documentOf(given, ANNA), ownerOf(given, null, VISITOR)]).toEqual([contactDocument(ANN), ANN]);
  expect(mayCommand(VISITOR, 'visitor.block', ANN)).toBe(false);
});

test('BLOCK1 BLOCK4 the longest of those in force counts, its own and those of an address that stopped it', () => {
  const block = (id: string, changes: Partial<Block>): Block => ({
    ...{ id, scope: 'address', until: null, by: authorOf(ANNA), at: NOON },
    ...changes,
  });
  const blocks = [
    block('over', { visitor: ANN, until: NOON }),
    block('short', { visitor: ANN, until: NOON + 1 }),
    block('office', { stopped: [visitorIdOf('B'), ANN] }),
    block('another', { visitor: visitorIdOf('B') }),
  ];
  expect(blocksOf(blocks, ANN, NOON).map(({ id }) => id)).toEqual(['office', 'short']);
  expect(inForce(blocks, NOON).map(({ id }) => id)).toEqual(['short', 'office', 'another']);
});
