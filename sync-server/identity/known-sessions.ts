/**
 * Whose sessions were shown lately, so that a flood of people who come back after a restart does not look each one up twice.
 * A session that ends here is forgotten at once; one that is ended behind our back (by hand, in the file) is believed for
 * half a minute.
 */
export interface KnownSessions {
  /** The person of what was shown, a token or cookies; asks when it is not known. Who is nobody is asked for every time. */
  readonly find: (shown: string, ask: () => Promise<FoundSession | null>) => Promise<string | null>;
  /** Some session of this person ended. */
  readonly forget: (person: string) => void;
}

export interface FoundSession {
  readonly person: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const KEPT_FOR = 30_000;
const MOST_SESSIONS = 5_000;
/** A browser with more cookies than this is asked for every time. */
const MOST_CHARACTERS = 2_000;

export function createKnownSessions(now: () => number): KnownSessions {
  const known = new Map<string, FoundSession>();
  let endings = 0;

  function remember(shown: string, { person, expiresAt }: FoundSession): void {
    if (shown.length > MOST_CHARACTERS) return;
    known.delete(shown);
    known.set(shown, { person, expiresAt: Math.min(expiresAt, now() + KEPT_FOR) });
    const [oldest] = known.keys();
    if (known.size > MOST_SESSIONS && oldest !== undefined) known.delete(oldest);
  }

  return {
    find: async (shown, ask) => {
      const session = known.get(shown);
      if (session !== undefined && session.expiresAt > now()) return session.person;
      const endingsBefore = endings;
      const found = await ask();
      if (found === null || found.expiresAt <= now()) return null;
      // What was read before a session ended may be that very session.
      if (endings === endingsBefore) remember(shown, found);
      return found.person;
    },
    forget: (person) => {
      endings += 1;
      for (const [shown, session] of known) if (session.person === person) known.delete(shown);
    },
  };
}
