/** One label or several, in front of the rest of a host's name. */
const ANY = '*.';

/**
 * An address of a site as its admins type it (`https://shop.example`, `https://*.shop.example`), in the form that browsers tell of a page's
 * origin; null for what is none. A path is none: an origin has no paths, and who names one would take it for a border.
 */
export function originFrom(typed: string): string | null {
  const [, scheme = '', any = '', host] = /^(https?:\/\/)(\*\.)?([^\s/?#@\\*]+)\/?$/i.exec(typed.trim()) ?? [];
  if (host === undefined || !URL.canParse(scheme + host)) return null;
  const { origin, hostname, protocol } = new URL(scheme + host);
  // All of a country, or of numbers, is nobody's site.
  if (any !== '' && !/[^.]\.[a-z][a-z0-9-]*$/.test(hostname)) return null;
  return any === '' ? origin : origin.replace(`${protocol}//`, `${protocol}//${ANY}`);
}

/** Whether pages of this origin, as browsers tell it, are among those that were named. `null` and what is nobody's origin never are. */
export const isNamed = (origin: string, named: readonly string[]): boolean =>
  named.some((one) => {
    if (one === origin) return true;
    const [scheme = '', rest] = one.split(ANY);
    if (rest === undefined || !origin.startsWith(scheme) || !origin.endsWith(`.${rest}`)) return false;
    return /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(origin.slice(scheme.length, -rest.length - 1));
  });
