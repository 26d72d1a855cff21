import * as v from 'valibot';
import { expect, test } from 'vitest';
import { contactUpdate } from './commands/contact-update.ts';
import { command, decideOn, ANNA, visitorIdOf } from './commands/decide.fixtures.ts';
import { blockReason } from './commands/visitor-block.ts';
import { BLOCK_REASON_LENGTH } from './conversation/block.ts';
import { addSchemas } from './http/lists.ts';
import { LIST_NAME_LENGTH } from './workspace-lists.ts';

test('LIST5 CARD3 TEAM6 characters are counted the same over every door: an emoji is one, and what becomes one in NFC too', () => {
  const visitor = visitorIdOf('A');
  for (const one of ['😀', 'ö', 'o\u0308']) {
    const name = one.repeat(LIST_NAME_LENGTH.tags);
    const tagged = (tag: string): string =>
      decideOn(null, ANNA, command('contact.tag', { visitor, tag, on: true })).kind;
    const listed = (tag: string): boolean => v.is(addSchemas.tags, { name: tag, colour: 0 });
    expect([tagged(name), listed(name)]).toEqual(['accept', true]);
    expect([tagged(name + one), listed(name + one)]).toEqual(['reject', false]);
    expect(v.is(contactUpdate.payload, { visitor, phone: one.repeat(40) })).toBe(true);
    expect(v.is(contactUpdate.payload, { visitor, phone: one.repeat(41) })).toBe(false);
    expect(v.is(blockReason, one.repeat(BLOCK_REASON_LENGTH))).toBe(true);
    expect(v.is(blockReason, one.repeat(BLOCK_REASON_LENGTH + 1))).toBe(false);
  }
});
