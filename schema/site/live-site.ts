import type { SiteConsent } from './parts/consent.ts';
import type { Invitation, SiteInvitations } from './parts/invitations.ts';
import type { SiteStart } from './parts/start.ts';
import type { SiteTracking } from './parts/tracking.ts';
import type { SiteWords } from './languages.ts';
import type { RuleSet } from './rules/rule-set.ts';

/** What the pages of a site are told of when to show what: absent as long as its owner has asked for nothing of it. */
export interface LiveSite {
  /** When the button shows; absent: always. */
  readonly start?: RuleSet;
  readonly from: string;
  readonly invitations: readonly Pick<Invitation, 'id' | 'words' | 'rules' | 'every'>[];
  readonly tracked?: true;
  readonly consent?: { readonly words: SiteWords; readonly link: string };
}

const ON_DUTY: RuleSet = { match: 'all', conditions: [{ kind: 'duty' }] };

export function liveSiteOf(parts: {
  readonly start: SiteStart;
  readonly invitations: SiteInvitations;
  readonly tracking: SiteTracking;
  readonly consent: SiteConsent;
}): LiveSite | undefined {
  const { start, tracking, consent } = parts;
  const { from, list } = parts.invitations;
  const invitations = list
    .filter(({ on, words }) => on && Object.values(words).some((text) => text !== ''))
    .map(({ id, words, rules, every }) => ({ id, words, rules, every }));
  const rules = start.show === 'duty' ? ON_DUTY : start.show === 'rules' ? start.rules : null;
  const isShownByRules = rules !== null && rules.conditions.length > 0;
  if (!isShownByRules && invitations.length === 0 && !tracking.on && !consent.needed) return undefined;
  return {
    ...(isShownByRules && { start: rules }),
    from,
    invitations,
    ...(tracking.on && { tracked: true }),
    ...(consent.needed && { consent: { words: consent.words, link: consent.link } }),
  };
}
