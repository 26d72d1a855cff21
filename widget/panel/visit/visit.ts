import type { HoldlineClient } from '#client/interface.ts';
import type { VisitorStore } from '../../visitor-store.ts';
import { screenKind, sourceOf, wayHere } from '../../way.ts';

/** Who writes again after such a pause is on another visit, as sites count them; ms. */
const OVER_AFTER = 1_800_000;
/** By a clock that was put back further than this nothing can be said of a pause; ms. */
const DAY = 86_400_000;

/** To be called when the visitor writes, and not before (VISIT1): with the first words of a visit the server is told where it came from. */
export function tellVisit(client: Pick<HoldlineClient, 'outbox'>, store: VisitorStore, now: number): void {
  const { visits, wroteAt } = store.ensure();
  if (now - wroteAt <= OVER_AFTER && wroteAt <= now + DAY) return store.update({ wroteAt: now });
  store.update({ wroteAt: now, visits: visits + 1 });
  void client.outbox.add('contact.visit', {
    ...sourceOf(wayHere()),
    visit: visits + 1,
    language: navigator.language,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    screen: screenKind(),
  });
}
