import { mustPost, newCommand, newVisitor, type Caller } from '../support/people.ts';
import type { ServerProcess } from '../support/server-process.ts';

const WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const SHOP = 'https://fern-and-clay.example';

/** A visitor who comes with a browser of its own. */
export const visitorWith = (agent: 'windows' | 'iphone'): Caller => ({
  ...newVisitor(),
  agent: agent === 'windows' ? WINDOWS : IPHONE,
});

const EARLIER = [
  { referrer: 'https://www.google.com/', page: `${SHOP}/` },
  { referrer: '', page: `${SHOP}/teapots` },
  { referrer: 'https://www.pinterest.com/pin/teapots', page: `${SHOP}/teapots/moss` },
  { referrer: '', campaign: { source: 'newsletter', medium: 'email', campaign: 'Autumn glaze' } },
  { referrer: 'https://www.facebook.com/', campaign: { click: 'fbclid' } },
] as const;

/** Visits long before the talk: the first, and some after it. */
export async function visitedBefore(server: ServerProcess, visitor: Caller): Promise<void> {
  for (const [index, told] of EARLIER.entries())
    await mustPost(
      server,
      visitor,
      newCommand('contact.visit', { ...told, visit: index + 1, language: 'pl-PL', zone: 'Europe/Warsaw' }),
    );
}

/** The visit of the talk. */
export const visits = (server: ServerProcess, visitor: Caller): Promise<void> =>
  mustPost(
    server,
    visitor,
    newCommand('contact.visit', {
      visit: EARLIER.length + 1,
      page: `${SHOP}/teapots/moss`,
      referrer: 'https://www.google.com/',
      campaign: { source: 'google', medium: 'cpc', campaign: 'Gifts 2026', term: 'clay teapot', click: 'gclid' },
      language: 'pl-PL',
      zone: 'America/Argentina/Buenos_Aires',
      screen: 'desktop',
    }),
  );

/** Of somebody whom nobody knows. */
export const visitedFirst = (server: ServerProcess, visitor: Caller): Promise<void> =>
  mustPost(
    server,
    visitor,
    newCommand('contact.visit', {
      visit: 1,
      page: `${SHOP}/`,
      referrer: '',
      language: 'de-AT',
      zone: 'Europe/Vienna',
      screen: 'phone',
    }),
  );

/** Longer than anybody means: twenty visits of long campaigns. */
export async function visitsOfTheCrowd(server: ServerProcess, visitor: Caller, word: string): Promise<void> {
  for (let visit = 1; visit <= 40; visit += 1)
    await mustPost(
      server,
      visitor,
      newCommand('contact.visit', {
        visit,
        page: `${SHOP}/${'path/'.repeat(60)}`,
        referrer: visit % 3 === 0 ? '' : `https://${'long-'.repeat(9)}name.example/${'page/'.repeat(20)}`,
        ...(visit % 2 === 0 && { campaign: { source: word, medium: word, campaign: word, term: word, content: word } }),
        language: 'sr-Cyrl-BA',
        zone: 'America/Argentina/ComodRivadavia',
        screen: 'tablet',
      }),
    );
}
