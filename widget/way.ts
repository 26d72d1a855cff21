import type { AdClick, Campaign, Screen } from '#schema/conversation/visit.ts';

/**
 * Parameters of an address that say where somebody comes from. Of an advertisement only that there was one: its number is about one
 * click of one person.
 */
const CAMPAIGN =
  /^(?:utm_(source|medium|campaign|term|content)|(gclid|gbraid|wbraid|dclid|msclkid|yclid|fbclid|ttclid|twclid|li_fat_id))$/;

/** What the browser knows of the way here. Nothing of it is ours, and nothing of it was kept by us. */
export interface Way {
  /** The address that this page was opened with. */
  readonly opened: string;
  readonly referrer: string;
  /** The first entry of this tab's history on this site; undefined where a browser does not tell. */
  readonly first: Pick<NavigationHistoryEntry, 'url' | 'sameDocument'> | undefined;
}

/** Without query and fragment, where secrets stand. */
export function bare(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** Absent is what is not known: on a later page of a visit nobody tells us of the page before the first. */
export function sourceOf({ opened, referrer, first }: Way) {
  const isFromHere = referrer.startsWith(`${new URL(opened).origin}/`);
  const isFirst = !isFromHere && (first ? first.sameDocument : referrer !== '');
  const entry = isFirst ? opened : first?.sameDocument === false ? first.url : null;
  const campaign: { -readonly [Key in keyof Campaign]: Campaign[Key] } = {};
  for (const [name, value] of new URL(entry ?? opened).searchParams) {
    const [, utm, click] = CAMPAIGN.exec(name) ?? [];
    if (utm) campaign[utm as 'source'] = value.slice(0, 120);
    if (click) campaign.click = click as AdClick;
  }
  return {
    page: entry ? bare(entry) : undefined,
    referrer: isFirst ? referrer && bare(referrer) : undefined,
    campaign,
  };
}

export function wayHere(): Way {
  const { name = '' } = performance.getEntriesByType('navigation')[0] ?? {};
  return {
    // What scripts of the page took out of its address since is there still.
    opened: name.startsWith(`${location.origin}/`) ? name : location.href,
    referrer: document.referrer,
    first: globalThis.navigation?.entries()[0],
  };
}

export function screenKind(): Screen {
  if (!matchMedia('(pointer: coarse)').matches) return 'desktop';
  return Math.min(screen.width, screen.height) < 600 ? 'phone' : 'tablet';
}
