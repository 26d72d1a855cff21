import type { SiteSecret } from '#schema/http/identity.ts';
import { inTransaction, type Connection } from '../store/database.ts';

/**
 * With which a site signs who its visitors are (IDENT1): made here, one a site, and a second one while the site changes it everywhere.
 * Each call reads the disk: what was ended is believed no more from the next one on. Everything throws when the disk fails.
 */
export interface SiteSecrets {
  /** The newest first; at most two. */
  readonly of: (site: string) => readonly SiteSecret[];
  /** A new one; the one before it holds until it is ended, those before that no more. */
  readonly renew: (site: string) => readonly SiteSecret[];
  /** False: there is none of this number. */
  readonly end: (site: string, number: number) => boolean;
}

export interface SiteSecretsDeps {
  readonly connection: Connection;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
}

export function createSiteSecrets({ connection, now, randomBytes }: SiteSecretsDeps): SiteSecrets {
  const all = connection.prepare<SiteSecret>(
    'SELECT number, secret, at FROM site_secrets WHERE site = ? ORDER BY number DESC LIMIT 2',
  );
  // Never the number of one that was ended: a form that is open somewhere would end the new one for the old.
  const put = connection.prepare(
    `INSERT INTO site_secrets (site, number, secret, at)
     SELECT ?1, max(coalesce(max(number), 0) + 1, ?3), ?2, ?3 FROM site_secrets WHERE site = ?1`,
  );
  const drop = connection.prepare('DELETE FROM site_secrets WHERE site = ? AND number = ?');
  const dropOld = connection.prepare(
    `DELETE FROM site_secrets WHERE site = ?1 AND number NOT IN
     (SELECT number FROM site_secrets WHERE site = ?1 ORDER BY number DESC LIMIT 2)`,
  );
  return {
    of: (site) => all.all(site),
    renew: (site) => {
      inTransaction(connection, () => {
        put.run(site, `hs_${Buffer.from(randomBytes(32)).toString('base64url')}`, now());
        dropOld.run(site);
      });
      return all.all(site);
    },
    end: (site, number) => {
      if (!all.all(site).some((secret) => secret.number === number)) return false;
      drop.run(site, number);
      return true;
    },
  };
}
