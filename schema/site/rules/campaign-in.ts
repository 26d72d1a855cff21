import { AD_CLICKS, type Campaign } from '../../conversation/visit.ts';
import { CAMPAIGN_FIELDS } from './rule-set.ts';

/** What an address that somebody tries a rule on says of a campaign, as the widget would read it. */
export function campaignIn(address: string): Campaign {
  const campaign: Record<string, string> = {};
  if (!URL.canParse(address)) return campaign;
  for (const [name, value] of new URL(address).searchParams) {
    const field = CAMPAIGN_FIELDS.find((known) => name === `utm_${known}`);
    if (field !== undefined) campaign[field] = value.slice(0, 120);
    if (Object.hasOwn(AD_CLICKS, name)) campaign['click' satisfies keyof Campaign] = name;
  }
  return campaign;
}
