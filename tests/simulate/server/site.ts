import { siteSettingsFrom } from '#schema/site/site-settings.ts';
import type { Invitation } from '#schema/site/parts/invitations.ts';
import { EVERYWHERE } from '#schema/site/rules/rule-set.ts';
import type { Site } from '#schema/site/site.ts';

/** What invites by itself in the shop, where that is part of a run (faults/features.ts). */
export const INVITATIONS: readonly Invitation[] = [
  {
    id: 'spring',
    name: 'Spring',
    on: true,
    words: { en: 'May we help?', pl: 'Możemy pomóc?' },
    rules: EVERYWHERE,
    every: 'visit',
  },
  { id: 'empty', name: 'Empty', on: true, words: {}, rules: EVERYWHERE, every: 'day' },
];
export const INVITED_BY = 'The shop';

const DEFAULTS = siteSettingsFrom(null);

/** It asks for consent, invites, shows staff who is on it, and mails what was not seen at once. */
export const SHOP: Site = {
  id: 'shop',
  name: 'Shop',
  settings: {
    ...DEFAULTS,
    tracking: { on: true },
    mail: { ...DEFAULTS.mail, afterMinutes: 0 },
    invitations: { from: INVITED_BY, list: INVITATIONS },
    consent: { ...DEFAULTS.consent, needed: true },
  },
};
