import { createCipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto';

/**
 * Encrypts what a push service carries and must not read: RFC 8291 (aes128gcm of RFC 8188, one record). Our own, because it is one
 * page over node:crypto, held by the RFC's own example (encrypt.test.ts); the usual package speaks by https alone and brings an older
 * world along (docs/decisions/push.md).
 */
export interface PushKeys {
  /** The browser's public key, an uncompressed point of P-256. */
  readonly p256dh: Uint8Array;
  /** 16 bytes that the browser and we alone know. */
  readonly auth: Uint8Array;
}

/** What makes each message another one; a test gives that of the RFC. */
export interface Once {
  readonly salt: Uint8Array;
  readonly own: ECDH;
}

const CURVE = 'prime256v1';
const RECORD_SIZE = 4_096;
/** Behind the words of the last record. */
const LAST_RECORD = Uint8Array.of(2);
/** Push services refuse a body above 4,096 bytes; header, delimiter and tag take 103 of them. */
export const MOST_PLAIN_BYTES = RECORD_SIZE - 103;

/** Whether a key can be agreed on with it. */
export const isPoint = (bytes: Uint8Array): boolean => {
  try {
    const ecdh = createECDH(CURVE);
    ecdh.generateKeys();
    ecdh.computeSecret(bytes);
    return bytes.length === 65;
  } catch {
    return false;
  }
};

export function newOnce(): Once {
  const own = createECDH(CURVE);
  own.generateKeys();
  return { salt: randomBytes(16), own };
}

/** The whole body of the request. Throws when the text is too long or the key is no point of the curve. */
export function encryptPush(text: string, keys: PushKeys, { salt, own }: Once = newOnce()): Buffer {
  const plain = Buffer.from(text);
  if (plain.length > MOST_PLAIN_BYTES) throw new RangeError('a push carries at most four kilobytes');
  const ownPublic = own.getPublicKey();
  const derive = (secret: Uint8Array, mixed: Uint8Array, info: Buffer, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, mixed, info, length));
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), keys.p256dh, ownPublic]);
  const input = derive(own.computeSecret(keys.p256dh), keys.auth, about, 32);
  const key = derive(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(plain), cipher.update(LAST_RECORD), cipher.final(), cipher.getAuthTag()]);
  const header = Buffer.alloc(21);
  header.set(salt);
  header.writeUInt32BE(RECORD_SIZE, 16);
  header.writeUInt8(ownPublic.length, 20);
  return Buffer.concat([header, ownPublic, sealed]);
}
