import type { VisitorId } from '#schema/ids.ts';
import type { Actor } from '#schema/words.ts';
import type { People } from '../ports.ts';

/** Actors as they are now: a socket may be older than a change of role or name. */
export interface KnownAs {
  /** Null: no longer one of us. */
  readonly current: (actor: Actor) => Actor | null;
  /** A visitor told another name than the one its socket was recognised by. */
  readonly renamed: (visitor: VisitorId, name: string) => void;
}

/** A socket lives for hours and not for years; whoever was renamed before these is called so at their next one. */
const MOST_REMEMBERED = 20_000;

export function createKnownAs(people: Pick<People, 'find'>): KnownAs {
  const newNames = new Map<VisitorId, string>();
  return {
    current: (actor) => {
      if (actor.kind === 'visitor') {
        const name = newNames.get(actor.id);
        return name === undefined || name === actor.name ? actor : { ...actor, name };
      }
      const person = people.find(actor.id);
      return person === null ? null : { kind: 'operator', id: person.id, name: person.name, role: person.role };
    },
    renamed: (visitor, name) => {
      newNames.delete(visitor);
      newNames.set(visitor, name);
      const [oldest] = newNames.keys();
      if (newNames.size > MOST_REMEMBERED && oldest !== undefined) newNames.delete(oldest);
    },
  };
}
