import { isDeepStrictEqual } from 'node:util';
import type { Effect, Entry } from '#schema/conversation/entry.ts';
import type { Invited } from '#schema/conversation/invited.ts';
import type { PersonalInvitation } from '#schema/live/on-site.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { Command } from '#schema/commands/command.ts';
import type { Actor } from '#schema/words.ts';
import { LISTS } from '../server/lists.ts';
import { INVITATIONS, INVITED_BY } from '../server/site.ts';

/** Who was really invited, by whom and with which words, and how a conversation has to begin: said once more by hand (ASK2, ASK3, INVITE4). */
export interface InvitationTruth {
  readonly made: (visitor: VisitorId, invitation: PersonalInvitation) => void;
  /** It was put away, or the page that showed it is gone: it may be none any more. */
  readonly over: (visitor: VisitorId) => void;
  readonly isStartAsMeant: (actor: Actor, payload: Start, effect: Effect) => boolean;
  /** Whoever invited has what was begun upon it, if nobody has taken it before (INVITE5). */
  readonly isInvitersOwn: (entries: readonly Entry[], by: string) => boolean;
  readonly counts: () => { readonly invited: number; readonly upon: number };
}

type Start = Extract<Command, { readonly type: 'conversation.start' }>['payload'];

interface Made {
  readonly invitation: PersonalInvitation;
  readonly life: number;
  isOver: boolean;
}

/** `life`: the number of the process that runs; what was only in the memory of another one is over. */
export function createInvitationTruth(life: () => number): InvitationTruth {
  const made = new Map<VisitorId, Made[]>();
  let upon = 0;

  function bySite({ id, text }: Invited): Invited | null {
    const found = INVITATIONS.find((one) => one.id === id);
    const words = Object.values(found?.words ?? {});
    const [first] = words;
    return first === undefined ? null : { by: 'site', id, name: INVITED_BY, text: words.includes(text) ? text : first };
  }

  function isRight(visitor: VisitorId, told: Invited | undefined, stands: Invited | undefined): boolean {
    if (told === undefined) return stands === undefined;
    if (told.by === 'site') return isDeepStrictEqual(stands ?? null, bySite(told));
    const known = made.get(visitor)?.find(({ invitation }) => invitation.id === told.id);
    if (known === undefined) return stands === undefined;
    if (stands === undefined) return known.isOver || known.life !== life();
    const { by, text } = known.invitation;
    return isDeepStrictEqual(stands, { by: 'operator', id: by.id, name: by.name, text });
  }

  return {
    made: (visitor, invitation) => {
      const known = made.get(visitor) ?? [];
      known.push({ invitation, life: life(), isOver: false });
      made.set(visitor, known);
    },
    over: (visitor) => {
      for (const one of made.get(visitor) ?? []) one.isOver = true;
    },
    isStartAsMeant: (actor, { site, page, department, answers, invited: told }, effect) => {
      if (effect.kind !== 'started' || actor.kind !== 'visitor') return false;
      const { invited, ...rest } = effect;
      const isOffered = LISTS.departments.some(({ id, archived }) => id === department && archived !== true);
      const meant = {
        ...{ kind: 'started', visitor: actor.id, site },
        ...(page !== undefined && { page }),
        ...(isOffered && { department }),
        ...(answers !== undefined && { answers }),
      };
      if (invited !== undefined) upon += 1;
      return isDeepStrictEqual(rest, meant) && isRight(actor.id, told, invited);
    },
    isInvitersOwn: ([first, ...others], by) => {
      const effect = first?.effect;
      const isTheirs = effect?.kind === 'started' && effect.invited?.by === 'operator' && effect.invited.id === by;
      return isTheirs && !others.some((entry) => entry.effect.kind === 'taken');
    },
    counts: () => ({ invited: [...made.values()].flat().length, upon }),
  };
}
