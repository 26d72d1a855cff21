import * as Y from 'yjs';
import type { StaffRoots } from '#schema/docs/staff-document.ts';
import { STAFF_UPDATE_BYTES } from '#schema/limits.ts';
import { isHarmless, isHarmlessKey } from './harmless-value.ts';

/**
 * What may be done to a document that staff write, told from the bytes before the document is touched. Such an update comes
 * from a person we know, so this stops a client with a fault (an id used twice, a damaged disk) as much as a hostile one.
 *
 * Invariants of what is let through:
 * - F1 Its structs follow what the document has without a gap, and refer only to what is there or comes with it: nothing is
 *   left pending.
 * - F2 Every struct is by a client that is its sender's, or nobody's yet.
 * - F3 Every item stands in a root that this kind of document has, in the way of that root, between neighbours of that root.
 * - F4 It deletes only what is there.
 */
export type Examined =
  /** `bytes`: the update without what the document has already. `clients`: whose structs it brings. */
  | { readonly kind: 'let-through'; readonly bytes: Uint8Array; readonly clients: readonly number[] }
  | { readonly kind: 'refused'; readonly reason: Refusal };

export type Refusal =
  | 'too-large'
  | 'unreadable'
  | 'too-many-structs'
  | 'not-your-client'
  | 'a-gap'
  | 'unknown-neighbour'
  | 'not-a-root'
  | 'not-allowed-there'
  | 'deletes-the-unknown';

export interface FirewallDeps {
  readonly doc: Y.Doc;
  readonly roots: StaffRoots;
  /** Whether this client is the sender's, or nobody's and may become the sender's. */
  readonly mayWriteAs: (client: number) => boolean;
}

/** The writer of copies that the server makes; never a client's. */
export const SERVER_CLIENT = 1;
const LARGEST_CLIENT = 2 ** 32 - 1;
const MOST_STRUCTS = 5_000;
const MOST_DELETE_RANGES = 5_000;
/** Clocks used up by one update: what was written and taken back without a network comes as one long deleted struct. */
const MOST_CLOCKS = 1_000_000;
/** Clients of one update: one for each page on which something was written since the last network. */
const MOST_CLIENTS = 64;

type Struct = Y.Item | Y.GC;
interface Place {
  readonly root: string;
  readonly key: string | null;
}

const refused = (reason: Refusal): Examined => ({ kind: 'refused', reason });

export function examine(update: Uint8Array, deps: FirewallDeps): Examined {
  if (update.length > STAFF_UPDATE_BYTES) return refused('too-large');
  const { doc } = deps;
  let bytes: Uint8Array;
  let decoded: ReturnType<typeof Y.decodeUpdate>;
  try {
    const reason = malformed(Y.decodeUpdate(update).structs);
    if (reason !== null) return refused(reason);
    // What is known already is cut off first: a struct that overlaps keeps only its new part, which takes its place from its
    // left neighbour and not from what it claims.
    bytes = Y.diffUpdate(update, Y.encodeStateVector(doc));
    decoded = Y.decodeUpdate(bytes);
  } catch {
    return refused('unreadable');
  }
  const { structs, ds } = decoded;
  if (structs.length > MOST_STRUCTS) return refused('too-many-structs');
  const byClient = new Map<number, Struct[]>();
  const ends = new Map<number, number>();
  let clocks = 0;
  for (const struct of structs) {
    const { client, clock } = struct.id;
    if (client > LARGEST_CLIENT || client === SERVER_CLIENT || !deps.mayWriteAs(client)) {
      return refused('not-your-client');
    }
    if (clock !== (ends.get(client) ?? Y.getState(doc.store, client))) return refused('a-gap');
    clocks += struct.length;
    if (clocks > MOST_CLOCKS || struct.length < 1) return refused('too-many-structs');
    ends.set(client, clock + struct.length);
    const own = byClient.get(client);
    if (own === undefined) byClient.set(client, [struct]);
    else own.push(struct);
  }
  if (byClient.size > MOST_CLIENTS) return refused('too-many-structs');
  const reason = misplaced(byClient, deps);
  if (reason !== null) return refused(reason);
  let ranges = 0;
  for (const [client, deletes] of ds.clients) {
    const known = ends.get(client) ?? Y.getState(doc.store, client);
    ranges += deletes.length;
    if (ranges > MOST_DELETE_RANGES) return refused('too-many-structs');
    for (const { clock, len } of deletes) if (len < 1 || clock + len > known) return refused('deletes-the-unknown');
  }
  return { kind: 'let-through', bytes, clients: [...byClient.keys()] };
}

/** What only the bytes as they came can tell: reading and writing them once hides it. */
function malformed(structs: ReturnType<typeof Y.decodeUpdate>['structs']): Refusal | null {
  const ends = new Map<number, number>();
  for (const struct of structs) {
    const { client, clock } = struct.id;
    // Two sections of one client would be read as both or as the last, by who reads them.
    if (struct instanceof Y.Skip || clock !== (ends.get(client) ?? clock)) return 'a-gap';
    ends.set(client, clock + struct.length);
    const values = struct instanceof Y.Item && struct.content instanceof Y.ContentAny ? struct.content.arr : [];
    if (!values.every((value) => isHarmless(value))) return 'not-allowed-there';
  }
  return null;
}

function misplaced(byClient: ReadonlyMap<number, readonly Struct[]>, { doc, roots }: FirewallDeps): Refusal | null {
  const places = new Map<Struct, Place | Refusal | 'looking'>();
  const nameOf = new Map<unknown, string>();
  for (const root of Object.keys(roots)) nameOf.set(doc.share.get(root), root);

  function find({ client, clock }: Y.ID): Struct | null {
    const incoming = byClient.get(client);
    const first = incoming?.[0];
    if (incoming !== undefined && first !== undefined && clock >= first.id.clock) return within(incoming, clock);
    const stored = doc.store.clients.get(client);
    return stored === undefined ? null : within(stored, clock);
  }

  /** The place of a neighbour: of one that is there, or of one that comes along. */
  function neighbour(of: Y.Item, id: Y.ID): Place | Refusal {
    // A struct that refers to its own future would be integrated before what it refers to.
    if (id.client === of.id.client && id.clock >= of.id.clock) return 'unknown-neighbour';
    const found = find(id);
    if (found === null || !(found instanceof Y.Item)) return 'unknown-neighbour';
    if (found.parent === null || typeof found.parent === 'string' || found.parent instanceof Y.ID) {
      return placeOf(found);
    }
    const root = nameOf.get(found.parent);
    return root === undefined ? 'not-a-root' : { root, key: found.parentSub };
  }

  function placeOf(struct: Struct): Place | Refusal {
    const known = places.get(struct);
    // Two structs that each name the other as neighbour.
    if (known === 'looking') return 'unknown-neighbour';
    if (known !== undefined) return known;
    places.set(struct, 'looking');
    const place = lookUp(struct);
    places.set(struct, place);
    return place;
  }

  function lookUp(struct: Struct): Place | Refusal {
    // No client makes one here: only what stood in a nested type is ever collected like this.
    if (!(struct instanceof Y.Item)) return 'not-allowed-there';
    const { origin, rightOrigin, parent, parentSub } = struct;
    if (origin === null && rightOrigin === null) {
      return typeof parent === 'string' ? { root: parent, key: parentSub } : 'not-a-root';
    }
    const left = origin === null ? null : neighbour(struct, origin);
    const right = rightOrigin === null ? null : neighbour(struct, rightOrigin);
    const place = left ?? right;
    if (place === null || typeof place === 'string') return place ?? 'unknown-neighbour';
    if (typeof right === 'string') return right;
    if (right !== null && (right.root !== place.root || right.key !== place.key)) return 'not-allowed-there';
    return place;
  }

  for (const structs of byClient.values()) {
    for (const struct of structs) {
      const place = placeOf(struct);
      if (typeof place === 'string') return place;
      if (!Object.hasOwn(roots, place.root)) return 'not-a-root';
      if (!isAllowed((struct as Y.Item).content, place, roots[place.root])) return 'not-allowed-there';
    }
  }
  return null;
}

function isAllowed(content: Y.Item['content'], { key }: Place, shape: StaffRoots[string] | undefined): boolean {
  if (shape === 'map' ? key === null || !isHarmlessKey(key) : key !== null) return false;
  if (content instanceof Y.ContentDeleted) return true;
  if (shape === 'text') return content instanceof Y.ContentString;
  if (!(content instanceof Y.ContentAny)) return false;
  return shape === 'list' || content.arr.length === 1;
}

/** The struct that holds this clock; both lists are in order and without gaps. */
function within(structs: readonly Struct[], clock: number): Struct | null {
  let low = 0;
  let high = structs.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const struct = structs[middle];
    if (struct === undefined) return null;
    if (clock < struct.id.clock) high = middle - 1;
    else if (clock >= struct.id.clock + struct.length) low = middle + 1;
    else return struct;
  }
  return null;
}
