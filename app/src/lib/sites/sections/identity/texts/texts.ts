/** How a site signs who its visitors are. */
export interface IdentityTexts {
  readonly secret: string;
  readonly secretLead: string;
  readonly none: string;
  readonly make: string;
  readonly renew: string;
  readonly renewLead: string;
  readonly current: string;
  readonly before: string;
  readonly made: (when: string) => string;
  readonly show: string;
  readonly hide: string;
  readonly copy: string;
  readonly copied: string;
  readonly end: string;
  readonly endLead: string;
  readonly off: string;
  readonly told: { readonly made: string; readonly ended: string };
  readonly code: string;
  readonly codeLead: string;
  readonly language: string;
  readonly onServer: string;
  readonly onPage: string;
  readonly onLeaving: string;
  readonly rules: string;
  readonly rulesLead: string;
  readonly verifiedOnly: string;
  readonly verifiedOnlyHint: string;
}
