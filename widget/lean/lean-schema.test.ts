import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMAND_POLICY, VERBS } from '#schema/policy/policy.ts';
import { leanSchema } from './lean-schema.ts';

const schema = join(import.meta.dirname, '..', '..', 'schema');
const lean = (file: string): string => leanSchema(readFileSync(join(schema, file), 'utf8'), `/schema/${file}`);

test('WID7 the panel decides every command that a visitor may give and sees, and no other', () => {
  const decided = [...lean('commands/command.ts').matchAll(/case '([a-z.-]+)':\n\s+return \w+\.decide/g)].map(
    ([, verb]) => verb,
  );
  const seen = VERBS.filter((verb) => COMMAND_POLICY[verb].visitor !== 'never')
    .filter(
      (verb) =>
        verb !== 'cursor.advance' && !/^(?:contact|transcript|callback|consent)\.|^conversation\.rate$/.test(verb),
    )
    .sort();
  expect(decided.sort()).toEqual(seen);
});

test('WID7 schemas and prose are gone, codes and decisions stay', () => {
  const send = lean('commands/message-send.ts');
  expect(send).toContain('payload: undefined,\n  decide:');
  expect(send).not.toContain('v.object');
  const codes = lean('wire/close-codes.ts');
  expect(codes).toContain('{ code: 4409 }');
  expect(codes).not.toContain('client:');
});

test('WID7 how replies of operators are decided stays at home, and how a visitor’s messages are does not', () => {
  const send = lean('commands/message-send.ts');
  expect(send.match(/decideReply/g)).toHaveLength(1);
  expect(send).toContain(`actor.kind === 'visitor'`);
  const facts = lean('conversation/facts.ts');
  expect(facts).not.toMatch(/(changesSince|lostSince):/);
  expect(facts).toContain('findLast');
});

test('WID7 what entries of staff do to a conversation stays at home, and what a visitor’s do does not', () => {
  const lines = lean('conversation/conversation.ts');
  expect(lines.match(/case '[a-z-]+'/g)).toEqual(["case 'said'", "case 'started'", "case 'said'"]);
  expect(lines).not.toContain('effect.takes)');
  expect(lines).toContain('effect.reopens');
});

test('WID7 of the table of rights stays what a visitor may be granted', () => {
  const table = /COMMAND_POLICY[^]*?\n\};/.exec(lean('policy/policy.ts'))?.[0] ?? '';
  const granted = VERBS.filter((verb) => COMMAND_POLICY[verb].visitor !== 'never');
  expect([...table.matchAll(/^ {2}'([a-z.-]+)'/gm)].map(([, verb]) => verb)).toEqual(granted);
});
