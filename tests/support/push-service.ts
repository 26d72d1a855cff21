import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify, type ECDH } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A browser's half of a subscription. */
export interface BrowserKeys {
  readonly ecdh: ECDH;
  readonly auth: Uint8Array;
}

/** What the browser behind a push service does with a body: RFC 8291 backwards. Throws when it is not for this browser. */
export function decryptPush(body: Buffer, { ecdh, auth }: BrowserKeys): string {
  const salt = body.subarray(0, 16);
  const keyLength = body.readUInt8(20);
  const server = body.subarray(21, 21 + keyLength);
  const sealed = body.subarray(21 + keyLength);
  const derive = (secret: Uint8Array, mixed: Uint8Array, info: Buffer, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, mixed, info, length));
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), server]);
  const input = derive(ecdh.computeSecret(server), auth, about, 32);
  const key = derive(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  // The delimiter of the last record, and padding behind it.
  const end = plain.lastIndexOf(2);
  if (end < 0 || plain.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('this is not the last record');
  return plain.subarray(0, end).toString();
}

/** A push that a service took for a subscription, as its browser reads it. */
export interface Received {
  readonly message: Record<string, unknown>;
  readonly topic: string;
  readonly urgency: string;
  readonly ttl: number;
  /** Of the VAPID token, whose signature was right. */
  readonly claims: { readonly aud: string; readonly exp: number; readonly sub: string };
}

/**
 * A push service of this machine: gives out subscriptions, takes only what is encoded, signed and addressed as the RFCs say (8030,
 * 8188, 8291, 8292), and reads it as the browser would.
 */
export async function startPushService() {
  const subscriptions = new Map<string, BrowserKeys & { readonly received: Received[]; publicKey: string | null }>();
  let answer: (path: string) => { readonly status: number; readonly retryAfter?: number } = () => ({ status: 201 });
  const asked: string[] = [];
  const refused: string[] = [];

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      asked.push(path);
      const { status, retryAfter } = answer(path);
      if (status >= 300) {
        response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }).end();
        return;
      }
      try {
        take(path, request, Buffer.concat(chunks));
        response.writeHead(status).end();
      } catch (error) {
        refused.push(String(error));
        response.writeHead(400).end(String(error));
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function take(path: string, { method, headers }: IncomingMessage, body: Buffer): void {
    const subscription = subscriptions.get(path);
    if (method !== 'POST' || subscription === undefined) throw new Error('no such subscription');
    if (headers['content-encoding'] !== 'aes128gcm') throw new Error('another encoding');
    if (body.length > 4_096) throw new Error('too long');
    const { topic = '', urgency = '' } = headers as Record<string, string | undefined>;
    if (!/^[\w-]{0,32}$/.test(topic)) throw new Error('no topic');
    if (!/^\d+$/.test(String(headers.ttl))) throw new Error('no time to live');
    const claims = claimsOf(headers.authorization ?? '', subscription.publicKey);
    const message = JSON.parse(decryptPush(body, subscription)) as Record<string, unknown>;
    subscription.received.push({ message, topic, urgency, ttl: Number(headers.ttl), claims });
  }

  function claimsOf(authorization: string, subscribedWith: string | null): Received['claims'] {
    const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
    if (subscribedWith !== null && key !== subscribedWith) throw new Error('signed by another server');
    const point = Buffer.from(key, 'base64url');
    const coordinate = (from: number): string => point.subarray(from, from + 32).toString('base64url');
    const jwk = { kty: 'EC', crv: 'P-256', x: coordinate(1), y: coordinate(33) };
    const [header = '', payload = '', signature = ''] = token.split('.');
    const isSigned = verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Received['claims'];
    if (!isSigned || claims.aud !== origin) throw new Error('the token is not for us');
    if (claims.exp * 1000 > Date.now() + 86_400_000) throw new Error('the token is valid for too long');
    return claims;
  }

  return {
    origin,
    /** What a browser would hand to its page. `publicKey`: of the server that may send to it. */
    subscribe: (publicKey: string | null = null) => {
      const ecdh = createECDH('prime256v1');
      ecdh.generateKeys();
      const path = `/push/${randomBytes(12).toString('base64url')}`;
      const auth = randomBytes(16);
      const received: Received[] = [];
      subscriptions.set(path, { ecdh, auth, received, publicKey });
      const keys = { p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') };
      return { endpoint: origin + path, keys, received };
    },
    answerWith: (next: typeof answer) => void (answer = next),
    /** Paths of all requests, in their order. */
    asked: asked as readonly string[],
    /** Why requests were not as they should be. */
    refused: refused as readonly string[],
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

export type PushService = Awaited<ReturnType<typeof startPushService>>;
