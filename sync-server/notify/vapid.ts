import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';

/**
 * By what a push service knows that it is always the same server that sends (RFC 8292). The pair is made by the first start and stands
 * in the database: with another one every subscription there is would be refused.
 */
export interface VapidKeys {
  /** The public point, as browsers subscribe with it, base64url. */
  readonly publicKey: string;
  /** Secret: in the database, and in no log. */
  readonly privateKey: string;
}

/** A service may refuse what is valid for more than a day. */
const VALID_FOR_SECONDS = 12 * 3_600;
/** A token is used again until so long before its end. */
const RENEWED_BEFORE_SECONDS = 3_600;

export function makeVapidKeys(): VapidKeys {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const { x = '', y = '', d = '' } = privateKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  return { publicKey: point.toString('base64url'), privateKey: d };
}

export interface Vapid {
  readonly publicKey: string;
  /** The `Authorization` for a request to this origin. */
  readonly authorization: (audience: string) => string;
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** `subject`: where whoever runs a push service can reach whoever runs this server: an https or mailto address. */
export function createVapid({ publicKey, privateKey }: VapidKeys, subject: string, now: () => number): Vapid {
  const point = Buffer.from(publicKey, 'base64url');
  const coordinate = (from: number): string => point.subarray(from, from + 32).toString('base64url');
  const key = createPrivateKey({
    key: { kty: 'EC', crv: 'P-256', x: coordinate(1), y: coordinate(33), d: privateKey },
    format: 'jwk',
  });
  const known = new Map<string, { readonly authorization: string; readonly until: number }>();
  return {
    publicKey,
    authorization: (audience) => {
      const seconds = Math.floor(now() / 1_000);
      const before = known.get(audience);
      if (before !== undefined && before.until > seconds) return before.authorization;
      const claims = `${encoded({ typ: 'JWT', alg: 'ES256' })}.${encoded({ aud: audience, exp: seconds + VALID_FOR_SECONDS, sub: subject })}`;
      const signature = sign('sha256', Buffer.from(claims), { key, dsaEncoding: 'ieee-p1363' });
      const authorization = `vapid t=${claims}.${signature.toString('base64url')}, k=${publicKey}`;
      // Few services carry all pushes of the world; more is somebody's play.
      if (known.size >= 100) known.clear();
      known.set(audience, { authorization, until: seconds + VALID_FOR_SECONDS - RENEWED_BEFORE_SECONDS });
      return authorization;
    },
  };
}
