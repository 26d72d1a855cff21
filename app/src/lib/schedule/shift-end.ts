import type { OperatorStatus } from '#schema/docs/operator-status.ts';
import type { Duty } from '#schema/schedule/duty.ts';

/** ms: from then on a person is told that their shift ends. */
export const ENDS_SOON = 15 * 60_000;

/**
 * When the shift of somebody ends who has to be told of it now; null when there is nothing to tell. `dismissed`: the end of the
 * shift of which they do not want to hear any more.
 */
export function endingShift(
  duty: Duty | null,
  now: number,
  { status, dismissed }: { readonly status: OperatorStatus; readonly dismissed: number | null },
): number | null {
  if (duty === null || !duty.isOn || duty.until === null || status === 'offline') return null;
  return now >= duty.until - ENDS_SOON && now < duty.until && duty.until !== dismissed ? duty.until : null;
}
