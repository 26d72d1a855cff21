import { expect, test } from 'vitest';
import type { Line } from '../thread/lines.ts';
import { forAnybody, valuesOf, visitorWords } from './conversation-values.ts';

const line = (kind: 'visitor' | 'operator', text: string, page?: { url: string; title?: string }): Line =>
  ({
    kind: 'words',
    key: text,
    text,
    message: { kind: 'text', by: { kind, id: 'x', name: '' }, ...(page && { page }) },
  }) as never;

test('TPL9 the visitor’s last words are all that it wrote since ours, or before them', () => {
  const talk = [
    line('visitor', 'hello'),
    line('operator', 'hi'),
    line('visitor', 'where is'),
    line('visitor', 'my order'),
  ];
  expect(visitorWords(talk)).toBe('where is\nmy order');
  expect(visitorWords([...talk, line('operator', 'one moment')])).toBe('where is\nmy order');
  expect(visitorWords([])).toBe('');
});

test('TPL8 the page is the newest one, and what is not known is not there', () => {
  const lines = [
    line('visitor', 'a', { url: 'https://shop.test/', title: 'Shop' }),
    line('visitor', 'b', { url: 'https://shop.test/teapot' }),
    line('operator', 'c'),
  ];
  expect(valuesOf({ visitor: '', operator: 'Bob', site: 'demo', lines })).toEqual({
    operator: 'Bob',
    site: 'demo',
    address: 'https://shop.test/teapot',
  });
  expect(valuesOf({ visitor: '', operator: 'Bob', site: '', lines: [] })).toEqual({ operator: 'Bob' });
});

test('TPL11 words for one visitor are made words for any', () => {
  expect(forAnybody('Здравствуйте, Анна! Анна-Мария, аннабель', 'анна', 'имя')).toBe(
    'Здравствуйте, {имя}! {имя}-Мария, аннабель',
  );
  expect(forAnybody('Al is here', 'Al', 'name')).toBe('Al is here');
  expect(forAnybody('(a.b) axb', 'a.b', 'name')).toBe('({name}) axb');
});
