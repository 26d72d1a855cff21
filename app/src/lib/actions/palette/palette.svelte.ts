import { untrack } from 'svelte';
import type { Desk } from '../../desk/desk.svelte.ts';
import type { DeskRow } from '../../desk/desk-rows.ts';
import { byUrgency } from '../../desk/sections.ts';
import { visitorName } from '../../desk/names.ts';
import { keyboard as english } from '../../texts/keyboard/en.ts';
import type { Texts } from '../../texts/texts.ts';
import type { Actions } from '../actions.svelte.ts';
import { ACTION_IDS, GROUPS, shapeOf, type ActionId } from '../catalogue.ts';
import type { Rooms } from '../../rooms/rooms.svelte.ts';
import { comparableOnce, ranked, type ActionCandidate, type ConversationCandidate } from './ranked.ts';

export type Entry =
  | (ActionCandidate & { readonly name: string })
  | (ConversationCandidate & {
      readonly kind: 'conversation';
      readonly title: string;
      readonly path: string;
      readonly row: DeskRow;
    })
  | (ConversationCandidate & {
      readonly kind: 'room';
      readonly title: string;
      readonly path: string;
      readonly about: string;
    })
  | { readonly kind: 'history'; readonly id: 'history'; readonly typed: string };

export interface EntryGroup {
  /** Null while something is looked for: then there is one list, the best first. */
  readonly name: string | null;
  readonly entries: readonly Entry[];
}

/** Conversations shown before anything is typed. */
const FIRST_CONVERSATIONS = 5;
/** How many names are made ready at a time. */
const SLICE = 250;

interface PaletteDeps {
  readonly actions: Actions;
  readonly desk: Desk;
  readonly rooms: Rooms;
  readonly texts: () => Texts;
  readonly recent: () => readonly ActionId[];
}

/** What the palette offers. It stands still between two keys, so that Enter does what was read. */
export class Palette {
  readonly #deps: PaletteDeps;
  #typed = $state('');
  #at = $state(0);
  #groups: readonly EntryGroup[] = $state.raw([]);
  readonly #entries = $derived(this.#groups.flatMap(({ entries }) => entries));

  constructor(deps: PaletteDeps) {
    this.#deps = deps;
    this.#groups = untrack(() => this.#unasked());
  }

  get typed(): string {
    return this.#typed;
  }

  get groups(): readonly EntryGroup[] {
    return this.#groups;
  }

  get count(): number {
    return this.#entries.length;
  }

  get current(): Entry | null {
    return this.#entries[this.#at] ?? null;
  }

  type(text: string): void {
    this.#typed = text;
    this.#at = 0;
    this.#groups = text.trim() === '' ? this.#unasked() : [{ name: null, entries: this.#found(text) }];
  }

  move(step: number): void {
    const { count } = this;
    if (count > 0) this.#at = (this.#at + step + count) % count;
  }

  pointAt(entry: Entry): void {
    this.#at = this.#entries.indexOf(entry);
  }

  /** Makes the names of the conversations comparable, a few at a time, so that the first key need not wait for all of them. */
  prepare(): () => void {
    const { rows } = this.#deps.desk;
    let next = 0;
    let timer = setTimeout(slice, 50);
    const texts = this.#deps.texts();
    function slice(): void {
      for (const row of rows.slice(next, next + SLICE)) candidateOf(row, texts);
      next += SLICE;
      if (next < rows.length) timer = setTimeout(slice);
    }
    return () => clearTimeout(timer);
  }

  #unasked(): readonly EntryGroup[] {
    const { desk, texts, recent } = this.#deps;
    const words = texts().keyboard;
    const can = this.#actions().filter(({ whyNot }) => whyNot === null);
    const lately = recent().flatMap((id) => can.filter((action) => action.id === id));
    const rest = GROUPS.map((group) => ({
      name: words.group[group],
      entries: can.filter((action) => shapeOf(action.id).group === group && !lately.includes(action)),
    }));
    const { mine, new: waiting } = desk.sections;
    const urgent = (some: readonly DeskRow[]) => some.toSorted((a, b) => byUrgency(a.summary, b.summary));
    const rows = [...urgent(mine), ...urgent(waiting)].slice(0, FIRST_CONVERSATIONS);
    const [list, conversation, writing, ...others] = rest;
    return [
      { name: words.palette.recent, entries: lately },
      conversation,
      writing,
      { name: words.group.list, entries: [...rows.map((row) => candidateOf(row, texts())), ...(list?.entries ?? [])] },
      ...others,
    ].filter((group) => group !== undefined && group.entries.length > 0) as readonly EntryGroup[];
  }

  #found(typed: string): readonly Entry[] {
    const { desk, texts, recent } = this.#deps;
    const rows = desk.rows.map((row) => candidateOf(row, texts()));
    const found = ranked<Exclude<Entry, { kind: 'history' }>>(
      [...this.#actions(), ...this.#rooms(), ...rows],
      typed,
      recent(),
    );
    return [...found, { kind: 'history', id: 'history', typed: typed.trim() }];
  }

  /** Rooms, and colleagues with whom there may be none yet. */
  #rooms(): readonly Extract<Entry, { kind: 'room' }>[] {
    const { rooms, texts } = this.#deps;
    const { title } = texts().rooms;
    const candidate = (id: string, name: string, lastText: string) =>
      ({
        kind: 'room',
        id,
        title: name,
        path: `/colleagues/${id}`,
        about: title,
        name: comparableOnce(name),
        words: comparableOnce(lastText),
      }) as const;
    return [
      ...rooms.named.map(({ id, name, lastText }) => candidate(id, name, lastText)),
      ...rooms.directs.map(({ id, person, room }) => candidate(id, person.name, room?.lastText ?? '')),
    ];
  }

  #actions(): readonly (ActionCandidate & { readonly name: string })[] {
    const { actions } = this.#deps;
    const offers = actions.now();
    return ACTION_IDS.filter((id) => id !== 'app.palette').map((id) => ({
      kind: 'action',
      id,
      name: actions.nameOf(id),
      names: [comparableOnce(actions.nameOf(id)), comparableOnce(english.action[id])],
      whyNot: actions.whyNot(id, offers),
    }));
  }
}

function candidateOf(row: DeskRow, texts: Texts): Extract<Entry, { kind: 'conversation' }> {
  const { summary } = row;
  const title = visitorName(texts, summary.name, summary.visitor);
  return {
    kind: 'conversation',
    id: summary.id,
    title,
    path: `/c/${summary.id}`,
    row,
    name: comparableOnce(title),
    words: comparableOnce(summary.lastText),
  };
}
