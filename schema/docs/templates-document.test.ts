import { expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  lostFrom,
  orderAt,
  placeTemplate,
  putBack,
  readTemplates,
  removeGroup,
  removeTemplate,
  templateWords,
  writeGroup,
  writeTemplate,
  type Template,
} from './templates-document.ts';

let clock = 0;
/** What one person does on one device. */
function person(name: string) {
  const doc = new Y.Doc();
  let versions = 0;
  const self = {
    doc,
    write: (id: string, text: string, called = ''): void => {
      versions += 1;
      clock += 1;
      writeTemplate(doc, id, { name: called, text }, { id: `${name}${versions}`, by: name, at: clock });
    },
    put: (id: string, order: string, group: string | null = null): void => placeTemplate(doc, id, { group, order }),
    shown: (): readonly string[] =>
      readTemplates(doc).templates.map(({ id, group, versions: all }) =>
        [id, group, ...all.map(({ text }) => text)].filter((part) => part !== null).join(' '),
      ),
    groups: (): readonly string[] => readTemplates(doc).groups.map(({ name: called }) => called),
  };
  return self;
}

type Person = ReturnType<typeof person>;

/** The network is back: both have all that either did, whoever comes first. */
function meet(one: Person, two: Person): void {
  const [mine, theirs] = [Y.encodeStateAsUpdate(one.doc), Y.encodeStateAsUpdate(two.doc)];
  Y.applyUpdate(one.doc, theirs);
  Y.applyUpdate(two.doc, mine);
  expect(readTemplates(one.doc)).toEqual(readTemplates(two.doc));
}

/** Two people with the same list, without a network from now on. */
function apart(): readonly [Person, Person] {
  const [anna, petra] = [person('anna'), person('petra')];
  for (const [id, order] of ['i1', 'i2', 'i3'].entries()) {
    anna.write(`T${id}`, `text ${id}`, `name ${id}`);
    anna.put(`T${id}`, order);
  }
  writeGroup(anna.doc, 'G', { name: 'Delivery', order: 'i1' });
  meet(anna, petra);
  expect(petra.shown()).toEqual(['T0 text 0', 'T1 text 1', 'T2 text 2']);
  return [anna, petra];
}

test('TPL2 what two add at the same time is all there, in one order for both', () => {
  const [anna, petra] = apart();
  anna.write('A', 'by anna');
  anna.put('A', 'i2a');
  petra.write('P', 'by petra');
  petra.put('P', 'i2a');
  meet(anna, petra);
  expect(anna.shown()).toEqual(['T0 text 0', 'T1 text 1', 'A by anna', 'P by petra', 'T2 text 2']);
});

test('TPL2 a new place, a new name and new words of one template at the same time are all kept', () => {
  const [anna, petra] = apart();
  anna.put('T0', 'i9');
  petra.write('T0', 'text 0', 'another name');
  anna.write('T1', 'other words', 'name 1');
  petra.put('T1', 'i01', 'G');
  meet(anna, petra);
  expect(anna.shown()).toEqual(['T2 text 2', 'T0 text 0', 'T1 G other words']);
  expect(readTemplates(anna.doc).templates.find(({ id }) => id === 'T0')?.name).toBe('another name');
});

test('TPL3 words of two people for one template both stand there, the newest first, until somebody writes again', () => {
  const [anna, petra] = apart();
  anna.write('T1', 'from anna', 'name 1');
  petra.write('T1', 'from petra', 'name 1');
  meet(anna, petra);
  expect(anna.shown()[1]).toBe('T1 from petra from anna');
  anna.write('T1', 'from anna', 'name 1');
  meet(anna, petra);
  expect(petra.shown()[1]).toBe('T1 from anna');
});

test('TPL3 a deletion wins over a new place and a new name, and new words win over a deletion', () => {
  const [anna, petra] = apart();
  for (const id of ['T0', 'T1', 'T2']) removeTemplate(anna.doc, id);
  petra.put('T0', 'i9');
  petra.write('T1', 'text 1', 'another name');
  petra.write('T2', 'words that nobody else has', 'name 2');
  meet(anna, petra);
  expect(anna.shown()).toEqual(['T2 words that nobody else has']);
  // Its place went with the deletion: it stands at the end, in no group.
  anna.put('T3', 'i1');
  anna.write('T3', 'text 3');
  meet(anna, petra);
  expect(petra.shown()).toEqual(['T3 text 3', 'T2 words that nobody else has']);
});

test('TPL2 TPL3 what came while somebody wrote stays beside it: what they did not see is not taken away, what they left is not written', () => {
  const { doc, write, shown } = person('anna');
  const seen = (): Template => readTemplates(doc).templates[0] as Template;
  const later = (name: string, text: string, before: Template): void =>
    writeTemplate(doc, 'T', { name, text }, { id: `p${(clock += 1)}`, by: 'petra', at: clock }, before);
  write('T', 'first', 'name');
  const [opened] = [seen()];
  write('T', 'by anna', 'called by anna');
  later('name', 'by petra', opened);
  expect([seen().name, shown()]).toEqual(['called by anna', ['T by petra by anna']]);
  // Whoever saw both ends it; whoever gave only another name leaves the words.
  const [both] = [seen()];
  later('called by anna', 'by both', both);
  const [again] = [seen()];
  write('T', 'newer', 'called by anna');
  later('renamed', 'by both', again);
  expect([seen().name, shown()]).toEqual(['renamed', ['T newer']]);
  // The same words twice are one version, and new words of what was deleted have their name.
  later('renamed', 'newer', again);
  expect(shown()).toEqual(['T newer']);
  const [last] = [seen()];
  removeTemplate(doc, 'T');
  later('renamed', 'still needed', last);
  expect([seen().name, shown()]).toEqual(['renamed', ['T still needed']]);
});

test('TPL4 a group that is deleted takes no template along, also none that was put there meanwhile', () => {
  const [anna, petra] = apart();
  anna.put('T0', 'i1', 'G');
  meet(anna, petra);
  const removed = removeGroup(anna.doc, 'G');
  petra.put('T1', 'i2', 'G');
  meet(anna, petra);
  expect([anna.groups(), anna.shown()]).toEqual([[], ['T0 text 0', 'T1 text 1', 'T2 text 2']]);
  putBack(petra.doc, removed);
  meet(anna, petra);
  expect([anna.groups(), anna.shown()]).toEqual([['Delivery'], ['T2 text 2', 'T0 G text 0', 'T1 G text 1']]);
});

test('TPL4 a new name brings a deleted group back, and two groups of one name are one', () => {
  const [anna, petra] = apart();
  removeGroup(anna.doc, 'G');
  writeGroup(petra.doc, 'G', { name: 'Parcels' });
  meet(anna, petra);
  expect(anna.groups()).toEqual(['Parcels']);
  writeGroup(anna.doc, 'A', { name: 'Оплата', order: 'i5' });
  writeGroup(petra.doc, 'P', { name: ' оплата', order: 'i4' });
  anna.put('T0', 'i1', 'A');
  petra.put('T1', 'i2', 'P');
  meet(anna, petra);
  // The one without a place of its own comes last.
  expect(anna.groups()).toEqual([' оплата', 'Parcels']);
  expect(anna.shown()).toEqual(['T2 text 2', 'T0 P text 0', 'T1 P text 1']);
});

test('TPL5 a template that was deleted comes back as it was, but not over what came meanwhile', () => {
  const [anna, petra] = apart();
  const removed = removeTemplate(anna.doc, 'T0');
  meet(anna, petra);
  expect(petra.shown()).toEqual(['T1 text 1', 'T2 text 2']);
  anna.put('T0', 'i9');
  putBack(anna.doc, removed);
  expect(anna.shown()).toEqual(['T1 text 1', 'T2 text 2', 'T0 text 0']);
});

test('STAFF9 of another life of the document its author’s words and whole templates are lost, with their groups, and can be put in', () => {
  const [anna, petra] = apart();
  petra.write('T1', 'new words');
  petra.write('P', 'by petra', 'parcel');
  writeGroup(petra.doc, 'H', { name: 'Parcels', order: 'i2' });
  placeTemplate(petra.doc, 'P', { group: 'H', order: 'i1' });
  // Somebody else's words of a template that is here were told by whoever wrote them, and nothing of what is gone here is asked for.
  anna.write('T2', 'as anna has it');
  removeTemplate(petra.doc, 'T0');
  const lost = lostFrom(anna.doc, petra.doc, 'petra');
  expect([...lost.keys()]).toEqual(['T1', 'P']);
  expect([...lostFrom(anna.doc, petra.doc, 'olga').keys()]).toEqual(['P']);
  for (const keys of lost.values()) putBack(anna.doc, keys);
  expect(anna.shown()).toEqual(['T0 text 0', 'T1 new words text 1', 'T2 as anna has it', 'P H by petra']);
  expect([anna.groups(), lostFrom(anna.doc, petra.doc, 'petra').size]).toEqual([['Delivery', 'Parcels'], 0]);
});

test('TPL1 what nobody can read is no template', () => {
  const [anna] = apart();
  const map = anna.doc.getMap('templates');
  const before = readTemplates(anna.doc);
  for (const [key, value] of [
    ['t/X/text/1', 'no object'],
    ['t/X/text/2', { text: 1, by: 'x', at: 1 }],
    ['t/X/text', { text: 'x', by: 'x', at: 1 }],
    ['t/T0/place/x', { group: null, order: 'i9' }],
    ['t/T1/name/x', 5],
    ['g/X/name', 7],
    ['g/X/order', 'i0'],
    ['t', null],
    ['whatever', 1],
  ] as const)
    map.set(key, value);
  expect(readTemplates(anna.doc).templates.map(({ id }) => id)).toEqual(before.templates.map(({ id }) => id));
  expect(readTemplates(anna.doc).groups).toEqual(before.groups);
});

test('TPL2 what is as it was is not written, and a place that is full has room beside it', () => {
  const { doc, write, put } = person('anna');
  write('A', 'words', 'name');
  const [before] = [Y.encodeStateVector(doc)];
  write('A', 'words', 'name');
  expect(Y.encodeStateVector(doc)).toEqual(before);
  write('B', 'words');
  put('A', 'i1');
  put('B', 'i1');
  const others = readTemplates(doc).templates;
  const between = orderAt(others, 1, () => 0.5);
  expect(between > 'i1').toBe(true);
  expect(orderAt(others, 0, () => 0.5) < 'i1').toBe(true);
  expect(orderAt([], 0, () => 0.5)).toMatch(/^i/);
});

test('TPL1 names are one line of sixty characters, and words are those of a message', () => {
  expect(templateWords({ name: ' two\n words ', text: 'x  ' })).toEqual({ name: 'two words', text: 'x' });
  expect(templateWords({ name: '😀'.repeat(70), text: 'x' })?.name).toBe('😀'.repeat(60));
  expect(templateWords({ name: 'x', text: ' \n' })).toBeNull();
  expect(templateWords({ name: 'x', text: 'я'.repeat(5000) })).toBeNull();
});
