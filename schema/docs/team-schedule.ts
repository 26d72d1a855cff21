import type * as Y from 'yjs';
import type { OperatorId } from '../ids.ts';
import { NO_SCHEDULE, type Schedule, type Week } from '../schedule/schedule.ts';

/** When who works, in the document `team`: one entry a person, so that a change is that change alone. */
const ROOT = 'schedule';
const WEEKS_ROOT = 'weeks';

type Rule = Omit<Schedule, 'weeks'>;

export function readSchedule(doc: Y.Doc): Schedule {
  const rule = doc.getMap<Rule>(ROOT).get('rule');
  if (rule === undefined) return NO_SCHEDULE;
  return { ...rule, weeks: new Map(doc.getMap<Week>(WEEKS_ROOT).entries() as Iterable<[OperatorId, Week]>) };
}

/** Server only. Writes what differs. */
export function writeSchedule(doc: Y.Doc, { weeks, ...rule }: Schedule): void {
  const root = doc.getMap<Week>(WEEKS_ROOT);
  for (const person of [...root.keys()]) if (!weeks.has(person as OperatorId)) root.delete(person);
  for (const [person, week] of weeks)
    if (JSON.stringify(root.get(person)) !== JSON.stringify(week)) root.set(person, week);
  const rules = doc.getMap<Rule>(ROOT);
  if (JSON.stringify(rules.get('rule')) !== JSON.stringify(rule)) rules.set('rule', rule);
}
