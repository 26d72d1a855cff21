import { expect, test } from 'vitest';
import { Drafts } from './drafts.ts';
import { Forms, KeptForm } from './forms.svelte.ts';
import type { DeviceStorage } from './preferences.svelte.ts';

function memory(): DeviceStorage & { readonly rows: Map<string, string> } {
  const rows = new Map<string, string>();
  return {
    rows,
    getItem: (key) => rows.get(key) ?? null,
    setItem: (key, value) => void rows.set(key, value),
    removeItem: (key) => void rows.delete(key),
    key: (index) => [...rows.keys()][index] ?? null,
    get length() {
      return rows.size;
    },
  };
}

const EMPTY = { name: '', text: '' };

test('FORM1 what is typed into a form is there after a reload, and gone once it was saved or typed back', () => {
  const storage = memory();
  const form = new KeptForm(new Forms(storage, 'ann'), 'template/new', EMPTY);
  form.write({ text: 'Two days' });
  const after = new KeptForm(new Forms(storage, 'ann'), 'template/new', EMPTY);
  expect([after.fields, after.isBack]).toEqual([{ name: '', text: 'Two days' }, true]);
  expect(new KeptForm(new Forms(storage, 'bob'), 'template/new', EMPTY).isBack).toBe(false);
  after.write({ text: '' });
  expect(storage.rows.size).toBe(0);
  after.write({ name: 'delivery' });
  after.done();
  expect([after.fields, after.isBack, storage.rows.size]).toEqual([EMPTY, false, 0]);
});

test('FORM1 APP4 forms count as unfinished words, go with their document and on leaving for good, and stay when copies go', () => {
  const storage = memory();
  const { forms } = new Drafts(storage, 'ann');
  forms.write('contact/v1/task', { title: 'Call' });
  forms.write('contact/v11/task', { title: 'Write' });
  const drafts = new Drafts(storage, 'ann');
  expect(drafts.count()).toBe(2);
  drafts.forget(null);
  drafts.forget(['contact/v1']);
  expect([drafts.forms.read('contact/v1/task'), drafts.forms.read('contact/v11/task')]).toEqual([
    null,
    { title: 'Write' },
  ]);
  drafts.clear();
  expect(storage.rows.size).toBe(0);
});

test('FORM1 another tab is heard, refused storage keeps them for the page, and a damaged row is none', () => {
  const storage = memory();
  const forms = new Forms(storage, 'ann');
  forms.hear({ key: 'holdline.form.ann.room/new', newValue: '{"name":"Night shift"}' });
  expect(forms.read('room/new')).toEqual({ name: 'Night shift' });
  forms.hear({ key: 'holdline.form.bob.room/new', newValue: '{"name":"Theirs"}' });
  forms.hear({ key: 'holdline.form.ann.room/new', newValue: null });
  expect(forms.count).toBe(0);
  const refused = new Forms(null, 'ann');
  refused.write('room/new', { name: 'Here' });
  expect(new KeptForm(refused, 'room/new', { name: '' }).fields).toEqual({ name: 'Here' });
  storage.rows.set('holdline.form.ann.room/new', '{"name":1}');
  expect(new Forms(storage, 'ann').read('room/new')).toBeNull();
});
