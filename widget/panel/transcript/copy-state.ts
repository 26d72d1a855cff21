export type CopyState = 'none' | 'waits' | 'sent' | 'tooMany' | 'refused';

/** The address that was typed into a form on this device, else what the page says. */
export function knownAddress(kept: string, said: string): string {
  try {
    const { email } = JSON.parse(kept) as { readonly email?: unknown };
    return typeof email === 'string' && email !== '' ? email : said;
  } catch {
    return said;
  }
}
