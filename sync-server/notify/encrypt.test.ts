import { createECDH } from 'node:crypto';
import { expect, test } from 'vitest';
import { decryptPush } from '../../tests/support/push-service.ts';
import { encryptPush, isPoint, MOST_PLAIN_BYTES, newOnce } from './encrypt.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');

/** RFC 8291, appendix A. */
const RFC = {
  plain: 'When I grow up, I want to be a watermelon',
  own: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  browser: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};

test('NOTIFY8 a push is encrypted byte for byte as RFC 8291 shows it', () => {
  const own = createECDH('prime256v1');
  own.setPrivateKey(bytes(RFC.own));
  const body = encryptPush(
    RFC.plain,
    { p256dh: bytes(RFC.p256dh), auth: bytes(RFC.auth) },
    { salt: bytes(RFC.salt), own },
  );
  expect(body.toString('base64url')).toBe(RFC.body);
  const browser = createECDH('prime256v1');
  browser.setPrivateKey(bytes(RFC.browser));
  expect(decryptPush(bytes(RFC.body), { ecdh: browser, auth: bytes(RFC.auth) })).toBe(RFC.plain);
});

test('NOTIFY8 only its browser can read it, no two are alike, and none is longer than a push service takes', () => {
  const [browser, other] = [newOnce().own, newOnce().own];
  const auth = newOnce().salt;
  const keys = { p256dh: browser.getPublicKey(), auth };
  const text = 'ż'.repeat(20);
  const [one, two] = [encryptPush(text, keys), encryptPush(text, keys)];
  expect(decryptPush(one, { ecdh: browser, auth })).toBe(text);
  expect(one.equals(two)).toBe(false);
  expect(() => decryptPush(one, { ecdh: other, auth })).toThrow();
  expect(() => decryptPush(one, { ecdh: browser, auth: Buffer.alloc(16) })).toThrow();
  expect(encryptPush('x'.repeat(MOST_PLAIN_BYTES), keys)).toHaveLength(4_096);
  expect(() => encryptPush('x'.repeat(MOST_PLAIN_BYTES + 1), keys)).toThrow(RangeError);
});

test('NOTIFY9 what is no point of the curve is no key', () => {
  expect(isPoint(newOnce().own.getPublicKey())).toBe(true);
  expect([isPoint(Buffer.alloc(65, 4)), isPoint(Buffer.alloc(0)), isPoint(Buffer.alloc(33))]).toEqual([
    false,
    false,
    false,
  ]);
});
