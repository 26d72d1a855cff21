import type { OperatorStatus } from '#schema/docs/operator-status.ts';
import type { OperatorId } from '#schema/ids.ts';

/** What everybody has chosen to be, as the disk has it in each person's own document (STATUS1). Who chose nothing is online. */
export interface Statuses {
  readonly take: (person: OperatorId, status: OperatorStatus) => void;
  readonly of: (person: string) => OperatorStatus;
}

export function createStatuses(changed: (person: OperatorId) => void): Statuses {
  const chosen = new Map<string, OperatorStatus>();
  const of = (person: string): OperatorStatus => chosen.get(person) ?? 'online';
  return {
    of,
    take: (person, status) => {
      if (status === of(person)) return;
      chosen.set(person, status);
      changed(person);
    },
  };
}
