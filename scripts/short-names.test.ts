import { expect, it } from 'vitest';
import { shortNamed } from './short-names.ts';

it('a file beside the scripts is called by its hash alone', () => {
  expect(shortNamed('_app/immutable/assets/[name].[hash][extname]')).toBe('_app/immutable/assets/[hash][extname]');
});

it('tells when Kit names its files in another way', () => {
  expect([shortNamed('_app/[hash][extname]'), shortNamed(undefined)]).toEqual([null, null]);
});
