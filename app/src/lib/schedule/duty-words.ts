import type { Duty } from '#schema/schedule/duty.ts';
import { isReady, type Standing } from '../team/standing.ts';
import type { Texts } from '../texts/texts.ts';
import { comingTime } from '../texts/times.ts';

/** What the schedule says of one's own status now; empty without one. */
export function statusWords(texts: Texts, duty: Duty | null, isByHand: boolean, now: number): string {
  if (duty === null) return '';
  const { status } = texts.schedule;
  const until = duty.until === null ? null : comingTime(texts.language, duty.until, now);
  if (isByHand) return until === null ? status.byHand : status.byHandUntil(until);
  if (duty.isOn) return until === null ? status.on : status.onUntil(until);
  return until === null ? status.off : status.offUntil(until);
}

/** Of a colleague, beside how they stand: until when they work, or from when on; who works after all is not waited for. */
export function colleagueWords(texts: Texts, duty: Duty | null, standing: Standing, now: number): string {
  if (duty === null || duty.until === null) return '';
  if (!duty.isOn && (isReady(standing) || standing === 'away')) return '';
  const until = comingTime(texts.language, duty.until, now);
  return duty.isOn ? texts.schedule.colleague.until(until) : texts.schedule.colleague.back(until);
}
