import { expect, test } from 'vitest';
import { signIdentity } from '../testing/sign-identity.ts';
import { readIdentity } from './read-identity.ts';

const NOW = 1_760_000_000_000;
const SECRET = 'hs_one';
const CLAIMS = { sub: '4711', aud: 'shop', exp: NOW / 1_000 + 300 };
const read = (token: string, secrets: readonly string[] = [SECRET]) =>
  readIdentity(token, { site: 'shop', secrets, now: NOW });
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

test('IDENT2 what the site has signed is read, by either of two secrets; fields are as they are stored', async () => {
  const token = signIdentity(SECRET, { ...CLAIMS, name: '  Zoë ', email: 'z@example.com', role: 'admin' });
  const signed = { ok: true, value: { person: '4711', fields: { name: 'Zoë', email: 'z@example.com' } } };
  expect(await read(token)).toEqual(signed);
  expect(await read(token, ['hs_new', SECRET])).toEqual(signed);
  expect(await read(token, ['hs_new'])).toEqual({ ok: false, failure: 'bad-token' });
  expect(await read(token, [])).toEqual({ ok: false, failure: 'no-secret' });
});

test.each([
  ['no signature at all', `${part({ alg: 'none' })}.${part(CLAIMS)}.`, 'bad-token'],
  ['"none" with a signature', signIdentity(SECRET, CLAIMS, { alg: 'none' }), 'bad-token'],
  ['another algorithm', signIdentity(SECRET, CLAIMS, { alg: 'HS512' }), 'bad-token'],
  ['a public key taken for a secret', signIdentity(SECRET, CLAIMS, { alg: 'RS256' }), 'bad-token'],
  ['a header that is to be understood', signIdentity(SECRET, CLAIMS, { alg: 'HS256', crit: ['x'], x: 1 }), 'bad-token'],
  ['the secret of another site', signIdentity('hs_other', CLAIMS), 'bad-token'],
  ['for another site', signIdentity(SECRET, { ...CLAIMS, aud: 'blog' }), 'wrong-site'],
  ['for several sites', signIdentity(SECRET, { ...CLAIMS, aud: ['shop', 'blog'] }), 'bad-token'],
  ['for no site', signIdentity(SECRET, { sub: '4711', exp: CLAIMS.exp }), 'wrong-site'],
  ['over', signIdentity(SECRET, { ...CLAIMS, exp: NOW / 1_000 - 61 }), 'expired'],
  ['without an end', signIdentity(SECRET, { sub: '4711', aud: 'shop' }), 'bad-token'],
  ['an end that is a text', signIdentity(SECRET, { ...CLAIMS, exp: '9999999999' }), 'bad-token'],
  ['for longer than a day', signIdentity(SECRET, { ...CLAIMS, exp: NOW / 1_000 + 86_461 }), 'too-long'],
  ['not yet', signIdentity(SECRET, { ...CLAIMS, nbf: NOW / 1_000 + 61 }), 'bad-token'],
  ['of nobody', signIdentity(SECRET, { ...CLAIMS, sub: ' ' }), 'bad-token'],
  ['of somebody with blanks around', signIdentity(SECRET, { ...CLAIMS, sub: '4711\u00a0' }), 'bad-token'],
  ['of half a sign', signIdentity(SECRET, { ...CLAIMS, sub: '\ud800' }), 'bad-token'],
  ['of a number', signIdentity(SECRET, { ...CLAIMS, sub: 4711 }), 'bad-token'],
  ['a name that is no text', signIdentity(SECRET, { ...CLAIMS, name: { first: 'Zoë' } }), 'bad-token'],
  ['of a whole page', signIdentity(SECRET, { ...CLAIMS, more: 'x'.repeat(5_000) }), 'too-large'],
  ['no token', 'hello', 'bad-token'],
  ['nothing', '', 'bad-token'],
])('IDENT2 %s is refused', async (_what, token, failure) => {
  expect(await read(token)).toEqual({ ok: false, failure });
});

test('IDENT2 two names of people that a page may draw alike are two people', async () => {
  const people = await Promise.all(
    ['andr\u00e9', 'andre\u0301'].map((sub) => read(signIdentity(SECRET, { ...CLAIMS, sub }))),
  );
  expect(people.map((one) => one.ok && one.value.person)).toEqual(['andr\u00e9', 'andre\u0301']);
});

test('IDENT2 clocks that differ by less than a minute do not matter', async () => {
  expect((await read(signIdentity(SECRET, { ...CLAIMS, exp: NOW / 1_000 - 59 }))).ok).toBe(true);
  expect((await read(signIdentity(SECRET, { ...CLAIMS, nbf: NOW / 1_000 + 59 }))).ok).toBe(true);
  expect((await read(signIdentity(SECRET, { ...CLAIMS, exp: NOW / 1_000 + 86_459 }))).ok).toBe(true);
});
