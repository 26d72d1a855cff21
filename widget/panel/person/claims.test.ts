import { expect, test } from 'vitest';
import { claimsOf, personIn } from './claims.ts';

const tokenOf = (claims: object): string => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`;

test('IDENT2 the widget tells by what a token says whether it is somebody new, and that it was told before', () => {
  const first = claimsOf(tokenOf({ sub: '7', name: 'Zoë', exp: 1 }));
  expect(first?.person).toBe('7');
  expect(personIn(first?.told ?? '')).toBe('7');
  expect(claimsOf(tokenOf({ sub: '7', name: 'Zoë', exp: 2, iat: 1 }))?.told).toBe(first?.told);
  expect(claimsOf(tokenOf({ sub: '7', name: 'Zoe', exp: 1 }))?.told).not.toBe(first?.told);
  for (const token of ['', 'hello', 'a.b.c', tokenOf({ sub: 7 }), tokenOf({})]) expect(claimsOf(token)).toBeNull();
  for (const told of ['', '{"name":"Zoë"}', 'jwt:["7"', 'jwt:null']) expect(personIn(told)).toBeNull();
});
