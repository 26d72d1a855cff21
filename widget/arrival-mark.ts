/** Begins the fragment of an address that a letter's page leads to; the ticket is behind it (MAIL10). As sync-server/mail/onward.ts writes it. */
export const ARRIVAL = '#holdline=';
