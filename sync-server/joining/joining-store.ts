import type { Claims } from '#schema/conversation/known-person.ts';
import type { CommandId, VisitorId } from '#schema/ids.ts';
import { inTransaction, type Connection } from '../store/database.ts';

/** A device whose token speaks for a visitor who is somebody else than the token itself. */
export interface KnownToken {
  readonly token: VisitorId;
  readonly visitor: VisitorId;
  readonly origin: VisitorId;
  /** `old`: `next` took its place. `out`: its person has signed out. */
  readonly state: 'live' | 'old' | 'out';
  readonly next: VisitorId | null;
}

/** A person as their site knows them, and the visitor that they are here. */
export interface KnownPerson {
  readonly site: string;
  readonly person: string;
  readonly visitor: VisitorId;
  /** As they were signed last. */
  readonly claims: Claims;
}

/** Everything of `visitor` is being moved to whom it `isNow`; the card goes under `command`. */
export interface Alias {
  readonly visitor: VisitorId;
  readonly isNow: VisitorId;
  readonly command: CommandId;
}

/** The rows of who visitors turned out to be. Everything may throw when the disk fails. */
export interface JoiningStore {
  readonly token: (token: VisitorId) => KnownToken | null;
  readonly personOf: (visitor: VisitorId) => KnownPerson | null;
  readonly findPerson: (site: string, person: string) => KnownPerson | null;
  readonly claim: (person: KnownPerson, at: number) => void;
  /**
   * In one step: `next` speaks for whom `alias` is now, the device's token for nobody any more, like all others that spoke for the one who
   * was somebody else, and what is to be moved is noted.
   */
  readonly join: (step: {
    readonly token: VisitorId;
    readonly next: VisitorId;
    readonly origin: VisitorId;
    readonly alias: Alias;
    /** A person who is new here. */
    readonly person: KnownPerson | null;
    readonly at: number;
  }) => void;
  /** A device that comes by a letter speaks for its visitor from now on (MAIL7); and how many do so. */
  readonly letIn: (token: VisitorId, visitor: VisitorId, at: number) => void;
  readonly countLetIn: (visitor: VisitorId) => number;
  /** And nobody has signed since who it is. */
  readonly cameByLetter: (token: VisitorId) => boolean;
  readonly signOut: (token: VisitorId, at: number) => void;
  readonly alias: (visitor: VisitorId) => (Alias & { readonly isDone: boolean }) | null;
  /** What was begun and not finished. */
  readonly unfinished: () => readonly Alias[];
  readonly finish: (alias: Alias) => void;
}

interface PersonRow extends Omit<KnownPerson, 'claims'> {
  readonly claims: string;
}

const personOf = (row: PersonRow | null): KnownPerson | null =>
  row === null ? null : { ...row, claims: JSON.parse(row.claims) as Claims };

export function createJoiningStore(connection: Connection): JoiningStore {
  const token = connection.prepare<KnownToken>(
    'SELECT token, visitor, origin, state, next FROM visitor_tokens WHERE token = ?',
  );
  const person = connection.prepare<PersonRow>('SELECT site, person, visitor, claims FROM persons WHERE visitor = ?');
  const bySite = connection.prepare<PersonRow>(
    'SELECT site, person, visitor, claims FROM persons WHERE site = ? AND person = ?',
  );
  const putPerson = connection.prepare(
    `INSERT INTO persons (site, person, visitor, claims, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (site, person) DO UPDATE SET claims = excluded.claims, at = excluded.at`,
  );
  const endOthers = connection.prepare(
    "UPDATE visitor_tokens SET state = 'out', at = ? WHERE visitor = ? AND state = 'live' AND token <> ?",
  );
  const endOwn = connection.prepare(
    "INSERT OR IGNORE INTO visitor_tokens (token, visitor, origin, state, next, at) VALUES (?, ?, ?, 'out', NULL, ?)",
  );
  const putToken = connection.prepare(
    'INSERT OR REPLACE INTO visitor_tokens (token, visitor, origin, state, next, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  // Of others the token took the place of another one.
  const letIn = connection.prepare<{ n: number }>(
    "SELECT count(*) AS n FROM visitor_tokens WHERE visitor = ? AND state = 'live' AND token = origin",
  );
  const byLetter = connection.prepare(
    "SELECT 1 FROM visitor_tokens WHERE token = ? AND state = 'live' AND token = origin",
  );
  const signOut = connection.prepare("UPDATE visitor_tokens SET state = 'out', at = ? WHERE token = ?");
  const putAlias = connection.prepare(
    'INSERT OR IGNORE INTO visitor_aliases (visitor, is_now, command, is_done) VALUES (?, ?, ?, 0)',
  );
  // Who is somebody else now, and is in turn: staff who were away for long find them in one step.
  const redirect = connection.prepare('UPDATE visitor_aliases SET is_now = ? WHERE is_now = ?');
  const alias = connection.prepare<Alias & { readonly done: number }>(
    'SELECT visitor, is_now AS isNow, command, is_done AS done FROM visitor_aliases WHERE visitor = ?',
  );
  const unfinished = connection.prepare<Alias>(
    'SELECT visitor, is_now AS isNow, command FROM visitor_aliases WHERE is_done = 0',
  );
  const finish = connection.prepare('UPDATE visitor_aliases SET is_done = 1 WHERE visitor = ?');
  // What is on its way goes on under the new name.
  const moveFiles = connection.prepare("UPDATE files SET author = ? WHERE author = ? AND state <> 'sent'");
  const claim = (known: KnownPerson, at: number): void =>
    putPerson.run(known.site, known.person, known.visitor, JSON.stringify(known.claims), at);
  return {
    token: (id) => token.one(id),
    personOf: (visitor) => personOf(person.one(visitor)),
    findPerson: (site, id) => personOf(bySite.one(site, id)),
    claim,
    join: (step) =>
      inTransaction(connection, () => {
        const { visitor, isNow, command } = step.alias;
        if (step.person !== null) claim(step.person, step.at);
        endOthers.run(step.at, visitor, step.token);
        putToken.run(step.token, visitor, step.origin, 'old', step.next, step.at);
        putToken.run(step.next, isNow, step.origin, 'live', null, step.at);
        if (visitor === isNow) return;
        // Nor does the device speak for them any more that they were before.
        endOwn.run(visitor, visitor, visitor, step.at);
        putAlias.run(visitor, isNow, command);
        redirect.run(isNow, visitor);
      }),
    letIn: (id, visitor, at) => putToken.run(id, visitor, id, 'live', null, at),
    countLetIn: (visitor) => letIn.one(visitor)?.n ?? 0,
    cameByLetter: (id) => byLetter.one(id) !== null,
    signOut: (id, at) => signOut.run(at, id),
    alias: (visitor) => {
      const row = alias.one(visitor);
      return row === null
        ? null
        : { visitor: row.visitor, isNow: row.isNow, command: row.command, isDone: row.done === 1 };
    },
    unfinished: () => unfinished.all(),
    finish: ({ visitor, isNow }) =>
      inTransaction(connection, () => {
        moveFiles.run(isNow, visitor);
        finish.run(visitor);
      }),
  };
}
