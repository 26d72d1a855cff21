import * as v from 'valibot';
import { expect, test } from 'vitest';
import { asking } from './asking.ts';

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

test('a call knows the failures of its own part of the server, and calls every other no by its kind', async () => {
  let next: Response | null = null;
  const heard: unknown[] = [];
  const ask = asking('/api/things', ['in-use'], (path, request, _signal, within) => {
    heard.push([path, request.method, request.body, within]);
    return Promise.resolve(next);
  });
  const call = () => ask('POST', '/one', { schema: v.object({ name: v.string() }), body: { a: 1 }, within: 5 });
  const failureOf = async (response: Response | null) => {
    next = response;
    const result = await call();
    return result.ok ? result.value : result.failure;
  };
  expect(await failureOf(null)).toBe('no-network');
  expect(await failureOf(answer(503, {}))).toBe('no-network');
  expect(await failureOf(answer(500, {}))).toBe('broken');
  expect(await failureOf(answer(401, {}))).toBe('unauthorized');
  expect(await failureOf(answer(429, {}))).toBe('too-many');
  expect(await failureOf(new Response('<html>'))).toBe('broken');
  expect(await failureOf(answer(200, { name: 1 }))).toBe('broken');
  expect(await failureOf(answer(409, { error: 'in-use' }))).toBe('in-use');
  expect(await failureOf(answer(409, { error: 'something newer' }))).toBe('refused');
  expect(await failureOf(answer(200, { name: 'x' }))).toEqual({ name: 'x' });
  expect(heard[0]).toEqual(['/api/things/one', 'POST', '{"a":1}', 5]);
});
