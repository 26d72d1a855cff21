import { argon2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

test('AUTH1 a password is kept as argon2id with 19 MiB and two passes, each time with another salt', async () => {
  const hash = await hashPassword('correct horse');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await hashPassword('correct horse')).not.toBe(hash);
  expect(await verifyPassword({ hash, password: 'correct horse' })).toBe(true);
  expect(await verifyPassword({ hash, password: 'correct horsE' })).toBe(false);
});

test('the same letters in another Unicode form are the same password', async () => {
  const hash = await hashPassword('za\u017c\u00f3\u0142\u0107 g\u0119\u015bl\u0105');
  expect(
    await verifyPassword({ hash, password: 'za\u017c\u00f3\u0142\u0107 g\u0119\u015bl\u0105'.normalize('NFD') }),
  ).toBe(true);
});

test('a hash of another form never fits', async () => {
  expect(await verifyPassword({ hash: 'correct horse', password: 'correct horse' })).toBe(false);
});

test('a hash made with other costs still fits', async () => {
  const nonce = Buffer.alloc(16, 7);
  const tag = argon2Sync('argon2id', { message: 'old', nonce, memory: 64, passes: 1, parallelism: 1, tagLength: 16 });
  const b64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  const hash = `$argon2id$v=19$m=64,t=1,p=1$${b64(nonce)}$${b64(tag)}`;
  expect(await verifyPassword({ hash, password: 'old' })).toBe(true);
});
