import { randomBytes } from 'node:crypto';
import type { VisitorId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import { createIdentifying } from '../joining/identifying.ts';
import { createJoiningStore } from '../joining/joining-store.ts';
import { createSiteSecrets } from '../joining/site-secrets.ts';
import { signIdentity } from './sign-identity.ts';
import { visitorActor, type TestStreet } from './test-street.ts';

/** The site `shop`, which signs who its visitors are; tests only. `identify('ann', 'ann2', '7')` is the device `ann`, whose next token is `ann2`, with the person 7. */
export function signingSite({ connection, street }: TestStreet) {
  const store = createJoiningStore(connection);
  const secrets = createSiteSecrets({ connection, now: Date.now, randomBytes });
  const [secret] = secrets.renew('shop');
  const { joining } = street;
  const identifying = createIdentifying({ store, secrets, joining, randomBytes, clock: { now: Date.now } });
  const idOf = (word: string): VisitorId => visitorActor(word).id as VisitorId;
  const sign = (person: string, more: object = {}): string =>
    signIdentity(secret?.secret ?? '', { sub: person, aud: 'shop', exp: Date.now() / 1_000 + 60, ...more });
  return {
    ...{ store, secrets, identifying },
    identify: (word: string, next: string, person: string, more: object = {}) =>
      identifying.identify({ token: idOf(word), next: idOf(next), site: 'shop', signed: sign(person, more) }),
    /** Who a device is for the server, with the token of this word. */
    comes: (word: string): Actor & { readonly id: VisitorId } => {
      const row = store.token(idOf(word));
      const id = row?.visitor ?? idOf(word);
      return { kind: 'visitor', id, name: '', ...(row && { origin: row.origin }) };
    },
  };
}
