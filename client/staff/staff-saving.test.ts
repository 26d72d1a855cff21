import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { draftDocument } from '#schema/docs/document-name.ts';
import { fail, ok } from '#schema/result.ts';
import type { ConversationId } from '#schema/ids.ts';
import { createBrowser } from '../../tests/support/browser.ts';
import { createEarlyWords } from './early-words.ts';
import { createEntry, freshDoc, type Entry } from './staff-entry.ts';
import { createStaffSaving, type StaffSaving } from './staff-saving.ts';
import type { StaffStore } from './staff-store.ts';

const NAME = draftDocument('01900000-0000-7000-8000-000000000001' as ConversationId);

/** A draft on a device whose disk takes as long as the test says. */
function device() {
  const { environment } = createBrowser().tab({ setTimeout: () => 0 as never, clearTimeout: () => undefined });
  const early = createEarlyWords(environment, 'x');
  const writing: (() => void)[] = [];
  let refuse = (): void => undefined;
  const store = {
    save: () =>
      new Promise((resolve) => {
        writing.push(() => resolve(ok(undefined)));
        refuse = () => resolve(fail('full'));
      }),
    markSaved: () => Promise.resolve(),
  } as unknown as StaffStore;
  const saving: StaffSaving = createStaffSaving({
    environment,
    store,
    early,
    tab: 'this',
    say: () => undefined,
    leads: () => true,
    events: { updated: () => undefined, changed: () => undefined },
    allSaved: () => undefined,
  });
  let entry = null as Entry | null;
  const verbs = {
    setState: () => undefined,
    discard: () => undefined,
    adopt: () => undefined,
    updated: (given: Entry, update: Uint8Array, origin: unknown) => saving.updated(given, update, origin),
    writer: () => null,
    dropAside: () => undefined,
  };
  const { replica } = createEntry(NAME, 'draft', { ...verbs, setState: (given) => void (entry = given) });
  replica.setState('empty');
  if (entry === null) throw new Error('an entry tells of itself');
  return {
    entry,
    saving,
    writing,
    beginAnew: (given: Entry) => freshDoc(given, verbs.updated),
    early,
    refuse: () => refuse(),
  };
}
const type = ({ doc }: Entry, text: string): void => {
  const reply = doc.getText('reply');
  reply.insert(reply.length, text);
};
/** What a page that is killed now finds of it in localStorage. */
function kept({ early }: ReturnType<typeof device>): string {
  const doc = new Y.Doc();
  const word = early.all().get(NAME);
  if (word !== undefined) Y.applyUpdate(doc, word.update);
  return doc.getText('reply').toJSON();
}

test('STAFF8 words stay in localStorage that were written while the disk took those before, and the document its epoch', async () => {
  const at = device();
  const { entry, saving, writing } = at;
  type(entry, 'before');
  const first = saving.saveNow();
  entry.epoch = 'life.1';
  type(entry, ' and after');
  expect(kept(at)).toBe('before and after');
  writing.shift()?.();
  await first;
  expect(kept(at)).toBe('before and after');
  const second = saving.saveNow();
  writing.shift()?.();
  await second;
  expect(kept(at)).toBe('');
});

test('STAFF8 STAFF9 the end of a write from the life before takes nothing of the next one', async () => {
  const at = device();
  const { entry, saving, writing, beginAnew } = at;
  entry.epoch = 'life.1';
  type(entry, 'of the first');
  const first = saving.saveNow();
  beginAnew(entry);
  entry.epoch = 'life.2';
  type(entry, 'of the second');
  writing.shift()?.();
  await first;
  expect(kept(at)).toBe('of the second');
  // What another tab left of a life that is over goes with the next write.
  const second = saving.saveNow();
  const doc = new Y.Doc();
  doc.getText('reply').insert(0, 'of none');
  at.early.add(NAME, 'life.0', Y.encodeStateAsUpdate(doc));
  writing.shift()?.();
  await second;
  expect(kept(at)).toBe('');
});

test('STAFF8 what another tab wrote before it knew the epoch is not taken for words of another life', async () => {
  const at = device();
  const { entry, saving, writing } = at;
  entry.epoch = 'life.1';
  type(entry, 'here');
  const write = saving.saveNow();
  const doc = new Y.Doc();
  doc.getText('reply').insert(0, 'there');
  at.early.drop(NAME, () => true);
  at.early.add(NAME, null, Y.encodeStateAsUpdate(doc));
  writing.shift()?.();
  await write;
  expect(kept(at)).toBe('there');
});

test('STAFF8 what a colleague wrote between our words stays with them until the disk has both', async () => {
  const at = device();
  const { entry, saving, writing } = at;
  const colleague = new Y.Doc();
  const hear = (text: string, place: number): void => {
    Y.applyUpdate(colleague, Y.encodeStateAsUpdate(entry.doc));
    colleague.getText('reply').insert(place, text);
    Y.applyUpdate(entry.doc, Y.encodeStateAsUpdate(colleague, Y.encodeStateVector(entry.doc)), {});
  };
  entry.epoch = 'life.1';
  hear('Good', 0);
  type(entry, ' day');
  expect(kept(at)).toBe('Good day');
  const first = saving.saveNow();
  hear('Hi. ', 0);
  hear('!', 'Hi. Good day'.length);
  type(entry, '!');
  writing.shift()?.();
  await first;
  expect(kept(at)).toBe('Hi. Good day!!');
  const second = saving.saveNow();
  writing.shift()?.();
  await second;
  expect(kept(at)).toBe('');
});

test('STAFF8 words that the server has stay in localStorage until the disk has them too, or refuses them', async () => {
  const at = device();
  const { entry, saving, writing } = at;
  entry.epoch = 'life.1';
  type(entry, 'sent');
  saving.kept(entry, entry.edits);
  expect(kept(at)).toBe('sent');
  const first = saving.saveNow();
  saving.kept(entry, entry.edits);
  expect(kept(at)).toBe('sent');
  writing.shift()?.();
  await first;
  expect(kept(at)).toBe('');
  type(entry, ' again');
  saving.kept(entry, entry.edits);
  const refused = saving.saveNow();
  at.refuse();
  await refused;
  expect(kept(at)).toBe('');
});
