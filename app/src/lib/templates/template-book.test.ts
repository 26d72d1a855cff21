import { expect, test } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import type { StaffReplicas } from '#client/interface.ts';
import type { OperatorId } from '#schema/ids.ts';
import { startersOf } from './starters/starters-of.ts';
import { TemplateBook, type ShelfTemplate, type TemplateDraft } from './template-book.svelte.ts';

/** Two people over the same documents, as if the line were instant. */
function books(isApart = false) {
  const docs = new Map<string, Doc>();
  let keys = 0;
  const bookOf = (me: string): TemplateBook => {
    const open = (name: string) => {
      const key = name === 'templates' && !isApart ? name : `${me} ${name}`;
      const doc = docs.get(key) ?? new Doc();
      docs.set(key, doc);
      const subscribe = (listener: () => void) => {
        doc.on('update', listener);
        return () => doc.off('update', listener);
      };
      return { name, doc, aside: [], state: 'synced', subscribe };
    };
    return new TemplateBook({
      staff: { open } as unknown as StaffReplicas,
      me: me as OperatorId,
      mayWrite: () => true,
      now: () => (keys += 1),
      random: () => 0.5,
      newKey: () => `k${(keys += 1)}`,
    });
  };
  const meet = (): void => {
    const [one, two] = ['anna', 'petra'].map((me) => docs.get(`${me} templates`) as Doc) as [Doc, Doc];
    applyUpdate(one, encodeStateAsUpdate(two));
    applyUpdate(two, encodeStateAsUpdate(one));
  };
  return { anna: bookOf('anna'), petra: bookOf('petra'), meet };
}

const draft = (changes: Partial<TemplateDraft>): TemplateDraft => ({
  ...{ name: 'Parcel', text: 'It comes tomorrow', shelf: 'shared', group: '' },
  ...changes,
});
const shown = (book: TemplateBook): readonly unknown[] =>
  book.all.map((one) => [one.shelf, one.name, book.groupOf(one)?.name ?? '', ...one.versions.map(({ text }) => text)]);

test('TPL2 TPL3 a form that stood open while a colleague saved takes away neither their words nor their name nor their place', () => {
  const { anna, petra } = books();
  anna.save(draft({}), null);
  const [opened] = petra.all as readonly [ShelfTemplate];
  anna.save(draft({ name: 'Parcels', text: 'It comes on Monday', group: 'Delivery' }), anna.all[0] ?? null);
  petra.save(draft({ text: 'It comes tonight' }), opened);
  expect(shown(anna)).toEqual([['shared', 'Parcels', 'Delivery', 'It comes tonight', 'It comes on Monday']]);
  // Nothing was changed in the form: nothing is written.
  petra.save(draft({}), opened);
  expect(shown(petra)).toEqual([['shared', 'Parcels', 'Delivery', 'It comes tonight', 'It comes on Monday']]);
});

test('TPL3 what goes to the other shelf leaves behind only words that its author has not seen', () => {
  const { anna, petra } = books();
  anna.save(draft({}), null);
  const [opened] = petra.all as readonly [ShelfTemplate];
  anna.save(draft({ text: 'It comes on Monday' }), anna.all[0] ?? null);
  petra.save(draft({ shelf: 'own', text: 'Mine' }), opened);
  expect(shown(petra)).toEqual([
    ['own', 'Parcel', '', 'Mine'],
    ['shared', 'Parcel', '', 'It comes on Monday'],
  ]);
  const shared = petra.all[1] as ShelfTemplate;
  petra.save(draft({ shelf: 'own', text: 'Mine' }), shared);
  expect(shown(anna)).toEqual([]);
});

test('TPL12 each language has a few to begin with, and two who take them at the same time have them once', async () => {
  for (const language of ['en', 'ru', 'pl']) {
    const starters = await startersOf(language);
    expect(starters.length).toBeGreaterThan(3);
    const { anna, petra, meet } = books(true);
    anna.add('shared', starters);
    petra.add('shared', starters);
    meet();
    expect(petra.all.map(({ text, versions }) => [text, versions.length])).toEqual(
      anna.all.map(({ text }) => [text, 1]),
    );
    expect(new Set(anna.all.map(({ text }) => text))).toEqual(new Set(starters.map(({ text }) => text)));
    expect(anna.all).toHaveLength(starters.length);
    expect(anna.list('shared').groups).toHaveLength(new Set(starters.map(({ group }) => group).filter(Boolean)).size);
  }
});
