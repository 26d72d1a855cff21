import type { SiteChange } from '#schema/site/site-settings.ts';
import { MOST_INVITATIONS } from '#schema/site/parts/invitations.ts';
import { MOST_CONDITIONS } from '#schema/site/rules/rule-set.ts';
import { signIn, type Caller } from '../support/people.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { stand, type Standing } from '../support/stand.ts';
import { visitorWith } from './seed-visits.ts';

const LONG =
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft and quite some words after it';

/** What a shop sets for a site after a while, so that each page of its settings has something on it. */
const SETTINGS: SiteChange = {
  look: {
    accent: '#0a7d55',
    scheme: 'auto',
    side: 'end',
    size: 60,
    aside: 20,
    above: 24,
    radius: 16,
    layer: 0,
    avatar: '',
  },
  texts: {
    title: { en: 'Fern & Clay', ru: 'Папоротник и глина', pl: 'Paproć i glina' },
    greeting: { en: 'Good day! What are you looking for?' },
    more: { en: 'We answer within a few minutes, every day from ten to six.' },
  },
  form: {
    name: 'optional',
    email: 'required',
    phone: 'off',
    questions: [
      { ask: { en: 'Order number', ru: 'Номер заказа', pl: 'Numer zamówienia' }, need: 'optional' },
      { ask: { en: 'Which piece is it about?' }, need: 'required' },
    ],
    intro: { en: 'Two questions, so that the right person answers.' },
    departments: [],
    needsDepartment: false,
    place: true,
  },
  rating: { asks: true, question: { en: 'Were we of help?' } },
  callback: { offer: 'always', pages: ['/teapots/*', '/cart'] },
  mail: { afterMinutes: 15, replyTo: null },
  origins: { list: ['https://fern-and-clay.example', 'https://*.fern-and-clay.example'], only: false },
  privacy: { keepDays: 365, shortAddresses: true, selfService: true, parameters: ['product'] },
  start: {
    show: 'rules',
    rules: {
      match: 'any',
      conditions: [
        { kind: 'page', is: '/cart*' },
        { kind: 'seconds', least: 20 },
        { kind: 'campaign', field: 'source', is: 'newsletter' },
      ],
    },
  },
  invitations: {
    from: 'Anna of Fern & Clay',
    list: [
      {
        id: 'inv-cart',
        name: 'At the cart',
        on: true,
        words: { en: 'May I help you with your order?', ru: 'Помочь с заказом?', pl: 'Pomóc z zamówieniem?' },
        rules: {
          match: 'all',
          conditions: [{ kind: 'page', is: '/cart*' }, { kind: 'seconds', least: 40 }, { kind: 'duty' }],
        },
        every: 'visit',
      },
      {
        id: 'inv-back',
        name: LONG.slice(0, 60),
        on: false,
        words: { en: 'Good to see you again.' },
        rules: { match: 'all', conditions: [{ kind: 'visits', least: 2, not: true }] },
        every: 'day',
      },
    ],
  },
  tracking: { on: true },
  consent: {
    needed: true,
    words: { en: 'May we keep what you write, so that we can answer?' },
    link: 'https://fern-and-clay.example/privacy',
  },
};

const NAMES = ['At the cart', 'Читает о доставке', 'Koszyk bez zakupu', 'Back after a week', LONG.slice(0, 60)];

/** As many as there can be, each by a rule as long as it can be. */
const MANY: SiteChange = {
  start: {
    show: 'rules',
    rules: {
      match: 'any',
      conditions: Array.from({ length: MOST_CONDITIONS }, (_, n) =>
        n % 4 === 3
          ? { kind: 'campaign', field: 'source', is: 'newsletter' }
          : { kind: 'page', is: `/teapots/kind-${n}/*` },
      ),
    },
  },
  invitations: {
    from: LONG.slice(0, 60),
    list: Array.from({ length: MOST_INVITATIONS }, (_, n) => ({
      id: `inv-${n}`,
      name: `${n + 1} ${NAMES[n % NAMES.length]}`.slice(0, 60),
      on: n % 3 !== 2,
      words: { en: 'May I help you with your order?' },
      rules: {
        match: 'all',
        conditions: Array.from({ length: n + 1 }, (_page, at) => ({ kind: 'page', is: `/cart/step-${at}/*` }) as const),
      },
      every: 'visit',
    })),
  },
};

async function asOwner(server: ServerProcess, method: string, path: string, body: object): Promise<void> {
  const { token } = await signIn(server);
  const response = await fetch(server.origin + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

/** Sets some parts of a site. */
export const setSite = (server: ServerProcess, settings: SiteChange, id = 'default'): Promise<void> =>
  asOwner(server, 'PATCH', `/api/sites/${id}`, { settings });

/** The site of the demo shop, which is none of the workspace before. */
export const addDemo = (server: ServerProcess): Promise<void> =>
  asOwner(server, 'POST', '/api/sites', { id: 'demo', name: 'Fern & Clay' });

export const setMail = (server: ServerProcess, mail: object, password?: string): Promise<void> =>
  asOwner(server, 'PUT', '/api/mail', { server: mail, ...(password !== undefined && { password }) });

/** Everything set for the main site, mail as well, and some more sites beside it. */
export async function seedSites(server: ServerProcess, isCrowd: boolean): Promise<void> {
  await setSite(server, isCrowd ? { ...SETTINGS, ...MANY } : SETTINGS);
  await addDemo(server);
  for (let n = 1; n <= (isCrowd ? 14 : 1); n += 1)
    await asOwner(server, 'POST', '/api/sites', {
      id: `site-${n}`,
      name: isCrowd ? `${n} ${LONG}`.slice(0, 60) : 'Kiln rental',
    });
  await setMail(
    server,
    {
      host: isCrowd ? `${'long-'.repeat(11)}name.${'mail.'.repeat(20)}example.com` : '127.0.0.1',
      port: 9,
      security: 'starttls',
      user: 'shop',
      from: 'chat@fern-and-clay.example',
      name: isCrowd ? LONG : 'Fern & Clay',
    },
    'hush-hush',
  );
}

const SHOP = 'https://fern-and-clay.example';
const VISITORS: readonly Standing[] = [
  {
    page: { url: `${SHOP}/teapots/moss`, title: 'Moss teapot · Fern & Clay' },
    visits: 3,
    since: 260_000,
    referrer: 'https://www.google.com/',
    campaign: { source: 'google', medium: 'cpc', campaign: 'Gifts 2026' },
  },
  { page: { url: `${SHOP}/cart`, title: 'Cart · Fern & Clay' }, visits: 1, since: 41_000, language: 'pl-PL' },
  { page: { url: `${SHOP}/`, title: 'Fern & Clay' }, visits: 1, since: 6_000, screen: 'phone' },
  {
    page: { url: `${SHOP}/repairs/${'kintsugi-'.repeat(12)}`, title: `Repairs, ${LONG}` },
    visits: 118,
    since: 9_400_000,
    referrer: `https://${'long-'.repeat(9)}name.example/`,
  },
];

/** The way of whoever writes: longer than a card shows at once. */
const WAY = ['teapots', 'teapots/moss', 'cosy', 'gift-wrap', 'delivery'];

/** Visitors whose pages stay open, and among them whoever has the main conversation; returns what makes them leave. */
export async function standOnSite(server: ServerProcess, isCrowd: boolean, main?: Caller): Promise<() => void> {
  const open = await Promise.all(
    Array.from({ length: isCrowd ? 120 : VISITORS.length }, (_, n) => {
      const visitor = visitorWith(n % 3 === 2 ? 'iphone' : 'windows');
      return stand(server, visitor, VISITORS[n % VISITORS.length] as Standing);
    }),
  );
  if (main !== undefined) {
    const own = await stand(server, main, { ...(VISITORS.at(-1) as Standing), visits: 6 });
    open.push(own);
    for (const [n, path] of WAY.entries()) {
      const page = { url: `${SHOP}/${path}`, title: n % 2 === 0 ? `${path} · Fern & Clay` : '' };
      own.send(JSON.stringify({ t: 'page', page }));
      // Pages that come within a second are one.
      await new Promise((resolve) => setTimeout(resolve, 1_100));
    }
  }
  return () => {
    for (const socket of open) socket.close();
  };
}
