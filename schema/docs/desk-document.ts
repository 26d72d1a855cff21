import type * as Y from 'yjs';
import type { Entry } from '../conversation/entry.ts';
import type { Note } from '../conversation/note.ts';
import type { Mailed } from '../conversation/mailed.ts';
import type { CommandId } from '../ids.ts';

import type { Author } from '../words.ts';
import { byName } from '../workspace-lists.ts';

export type { Note } from '../conversation/note.ts';

/** Something that staff did, or the server for them, and no visitor hears of. With the events of the conversation it is the log of what was done. */
export type DeskLine = {
  readonly seq: number;
  readonly id: CommandId;
  readonly at: number;
  readonly by: Author;
} & (
  | { readonly kind: 'tagged'; readonly tag: string; readonly on: boolean }
  | { readonly kind: 'categorised'; readonly category: string | null }
  | { readonly kind: 'muted'; readonly on: boolean }
  | ({ readonly kind: 'mailed' } & Mailed)
  | { readonly kind: 'transcript-asked' }
);

/** `at`: the server's clock; `writtenAt`: that of the visitor's device, ms. `words`: what was agreed to, as it was shown. */
export interface Consent {
  readonly on: boolean;
  readonly at: number;
  readonly writtenAt: number;
  readonly words?: string;
  /** Of one that was taken back: when it had been given. */
  readonly givenAt?: number;
}

/**
 * What the desk document tells beside the notes. Whether somebody is alerted is not here but in the inbox, because the conversation
 * ends a mute.
 */
export interface DeskDocument {
  readonly tags: readonly string[];
  readonly category: string | null;
  readonly lines: readonly DeskLine[];
  /** That the visitor agreed, or took that back, as it told last; null: it was not asked. */
  readonly consent: Consent | null;
}

/** `tags`: by `nameKey`, each as it was written. `state`: `category`, `agreed` and `withdrawn`. `log`: by seq; its lines cannot stand in the list, which is the notes'. */
export const DESK_ROOTS = { notes: 'notes', tags: 'tags', state: 'state', log: 'log' } as const;

export const readNotes = (doc: Y.Doc): readonly Note[] => doc.getArray<Note>(DESK_ROOTS.notes).toArray();

export function readDesk(doc: Y.Doc): DeskDocument {
  const tags = [...doc.getMap<string>(DESK_ROOTS.tags).values()].toSorted(byName);
  const category = (doc.getMap(DESK_ROOTS.state).get('category') ?? null) as string | null;
  const lines = [...doc.getMap<DeskLine>(DESK_ROOTS.log).values()].toSorted((a, b) => a.seq - b.seq);
  return { tags, category, lines, consent: readConsent(doc) };
}

/** Each of the two has its own key, so that taking it back leaves what was agreed to. */
function readConsent(doc: Y.Doc): Consent | null {
  const state = doc.getMap(DESK_ROOTS.state);
  const agreed = state.get('agreed') as Consent | undefined;
  const withdrawn = state.get('withdrawn') as Consent | undefined;
  if (withdrawn === undefined || (agreed && agreed.at > withdrawn.at)) return agreed ?? null;
  return { ...withdrawn, ...(agreed && { givenAt: agreed.at }) };
}

/** The line that an entry adds to the log, or null. */
export function deskLineOf({ seq, id, at, by, effect }: Entry): DeskLine | null {
  switch (effect.kind) {
    case 'tagged':
      return { seq, id, at, by, kind: 'tagged', tag: effect.tag, on: effect.on };
    case 'categorised':
      return { seq, id, at, by, kind: 'categorised', category: effect.category };
    case 'muted':
      return { seq, id, at, by, kind: 'muted', on: effect.on };
    case 'mailed':
      return { seq, id, at, by, ...effect };
    case 'transcript-asked':
      return { seq, id, at, by, kind: 'transcript-asked' };
    default:
      return null;
  }
}
