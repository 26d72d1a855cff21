import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { READ_POLICY } from '#schema/policy/policy.ts';
import type { Role } from '#schema/words.ts';
import { createSealedChapters } from '../admit/sealed-chapters.ts';
import type { Room } from '../publish/room.ts';
import { visitorIdOf } from '../identity/visitor-token.ts';
import type { StoredChapter } from '../store/chapter-store.ts';
import { openTemporaryApi, VISITOR_TOKEN } from '../testing/temporary-api.ts';

const CONVERSATION = '01936f00-0000-7000-8000-000000000900';
const STRANGERS_TOKEN = `v1_${'B'.repeat(43)}`;
const EPOCH = 'q83vEjRWeJCrze8S';
const BYTES = new Uint8Array(2_000).fill(7);
const CHAPTER: StoredChapter = {
  firstSeq: 1,
  end: {
    number: 1,
    lastSeq: 500,
    clock: 510,
    head: { state: 'closed', assignee: null, visitor: visitorIdOf(VISITOR_TOKEN), site: 'shop' },
  },
  bytes: BYTES,
  deflated: deflateSync(BYTES),
  digest: createHash('sha256').update(BYTES).digest('hex'),
};

let api: Awaited<ReturnType<typeof openTemporaryApi>>;
beforeAll(async () => {
  api = await openTemporaryApi();
  const { read } = createSealedChapters({
    // Those of colleagues are tested where there are rooms (derive/rooms.test.ts).
    rooms: { find: () => ({ committed: { head: CHAPTER.end.head } }) as Room, release: () => undefined },
    store: {
      findDocument: (name) => (name === `conversation/${CONVERSATION}` ? { key: 1, epoch: EPOCH } : null),
      entriesAfter: () => [],
    },
    chapters: { newest: () => CHAPTER.end, find: (_document, number) => (number === 1 ? CHAPTER : null) },
    log: api.workspace.log,
  });
  api.setChapters(read);
});
afterAll(() => api.close());
beforeEach(() => api.setMayCall(true));

const path = (number: number | string, query = '', conversation = CONVERSATION): string =>
  `/api/conversations/${conversation}/chapters/${number}${query}`;

const get = (address: string, headers: { readonly [header: string]: string } = {}) => api.ask(address, { headers });

const ROLES: readonly Role[] = ['visitor', 'observer', 'operator', 'admin', 'owner'];

describe('GET /api/conversations/:conversation/chapters/:number', () => {
  test.each(ROLES.map((role) => [role, READ_POLICY.conversation[role]] as const))(
    'POL1 DOC7 %s: %s, as the conversation itself',
    async (role, grant) => {
      const response = await get(path(1), await api.as(role));
      expect(grant).not.toBe('never');
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/octet-stream');
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(BYTES);
    },
  );

  test('POL2 to another visitor it looks as if it were not there; nobody we know is told nothing', async () => {
    const foreign = await get(path(1), { authorization: `Bearer ${STRANGERS_TOKEN}` });
    const none = await get(path(2), await api.as('visitor'));
    expect([foreign.status, await foreign.json()]).toEqual([404, { error: 'not-found' }]);
    expect([none.status, await none.json()]).toEqual([404, { error: 'not-found' }]);
    expect(foreign.headers.get('etag')).toBeNull();
    expect((await get(path(1))).status).toBe(401);
  });

  test.each([
    ['a chapter that is not there', path(2)],
    ['no number', path('one')],
    ['zero', path(0)],
    ['no conversation', path(1, '', 'nonsense')],
    ['another conversation', path(1, '', '01936f00-0000-7000-8000-000000000901')],
    ['another life of the document', path(1, '?epoch=another')],
  ])('%s is 404, for staff too', async (_what, address) => {
    const response = await get(address, await api.as('owner'));
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('DOC7 with the epoch it may be kept for ever, without it one asks again; either way by a strong ETag', async () => {
    const headers = await api.as('operator');
    const named = await get(path(1, `?epoch=${EPOCH}`), headers);
    expect(named.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    const unnamed = await get(path(1), headers);
    expect(unnamed.headers.get('cache-control')).toBe('private, no-cache');
    const etag = named.headers.get('etag') ?? '';
    expect(etag).toBe(`"${CHAPTER.digest}"`);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get(path(1), { ...headers, 'if-none-match': known });
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
    }
    expect((await get(path(1), { ...headers, 'if-none-match': '"other"' })).status).toBe(200);
    expect(named.headers.get('vary')).toBe('accept-encoding, authorization, cookie, origin');
  });

  test('DOC7 travels as it lies on the disk where the asker understands that, under an ETag of its own', async () => {
    const response = await get(path(1), { ...(await api.as('operator')), 'accept-encoding': 'gzip, deflate, br' });
    expect(response.headers.get('content-encoding')).toBe('deflate');
    expect(response.headers.get('etag')).toBe(`"${CHAPTER.digest}-deflate"`);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array(CHAPTER.deflated));
  });

  test('DOOR3 any site may ask with a visitor’s token, and with nothing else', async () => {
    const origin = 'https://shop.example';
    const asked = await api.ask(path(1), {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-headers')).toMatch(/authorization/i);
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    const own = await get(path(1), { ...(await api.as('visitor')), origin });
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    expect(own.headers.get('access-control-expose-headers')).toMatch(/etag/i);
    const withCookie = await get(path(1), { ...(await api.as('owner')), origin });
    expect([withCookie.status, await withCookie.json()]).toMatchObject([403, { error: 'foreign-origin' }]);
  });

  test('WIRE7 a visitor from an address that asks too much is told to come back; a person is served', async () => {
    api.setMayCall(false);
    expect((await get(path(1), await api.as('visitor'))).status).toBe(429);
    expect((await get(path(1), await api.as('observer'))).status).toBe(200);
  });
});
