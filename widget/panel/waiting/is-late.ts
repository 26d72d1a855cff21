import type { PartHost } from '../parts/part.ts';
import { waitsSince } from './waits-since.ts';

/** As it is where the site says nothing else, s (schema/site/parts/nobody.ts). */
const LATE_AFTER = 60;

/** Somebody is on duty and has not answered for as long as the site waits before it offers to leave by what to be reached (REQ7). */
export function isLate({ chat, options }: Pick<PartHost, 'chat' | 'options'>): boolean {
  const after = options.served.nobody?.after ?? LATE_AFTER;
  const since = waitsSince(chat.confirmed);
  if (after === 0 || since === null || chat.isUnattended || chat.link.state !== 'live') return false;
  return chat.duty.now - since >= after * 1_000;
}
