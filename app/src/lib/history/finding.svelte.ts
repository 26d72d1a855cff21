import { getContext, setContext } from 'svelte';
import { matchIn, type Range } from '#schema/search/match.ts';
import { isEmptyQuery, parseQuery } from '#schema/search/query.ts';
import type { HistoryHit } from '#schema/http/history.ts';
import { dayOf } from '../texts/times.ts';
import type { Line } from '../thread/lines.ts';
import { isWithin, startOfDay, type DayRange } from './month.ts';

/** Which message or note to open a conversation at. */
export type Target = Pick<HistoryHit, 'kind' | 'seq' | 'at'>;

/** Words and days that are looked for in an open conversation: which of its lines fit, and which of these is looked at. */
export class Finding {
  #words = $state('');
  #days: DayRange | null = $state.raw(null);
  #target: Target | null = $state.raw(null);
  #current = $state<string | null>(null);
  #isOver = $state(false);
  /** What was asked for is not in what is loaded, and what is before that is to be looked at. */
  #wantsEarlier = $state(false);
  #box: HTMLElement | null = null;
  #leaveEnd: () => void = () => undefined;
  readonly #query = $derived(parseQuery(this.#words));

  constructor(words: string, target: Target | null) {
    this.#words = words;
    this.#target = target;
  }

  /** Nothing is looked for as yet. */
  static waiting(): Finding {
    const finding = new Finding('', null);
    finding.#isOver = true;
    return finding;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get words(): string {
    return this.#words;
  }

  /** Only these days; null: all. */
  get days(): DayRange | null {
    return this.#days;
  }

  /** The message or note that it was opened at. */
  get target(): Target | null {
    return this.#target;
  }

  /** Begins, or begins anew with other words. */
  look(words: string): void {
    this.#isOver = false;
    this.#words = words;
    this.#restart();
  }

  within(days: DayRange | null): void {
    this.#isOver = false;
    this.#days = days;
    this.#restart();
  }

  #restart(): void {
    this.#target = null;
    this.#current = null;
    this.#wantsEarlier = false;
  }

  rangesIn(text: string): readonly Range[] {
    return this.#isOver ? [] : (matchIn(text, this.#query)?.ranges ?? []);
  }

  /** Keys of the lines with the words, from top to bottom; where only days are looked for, of the first line of each. */
  hitsIn(lines: readonly Line[]): readonly string[] {
    const days = this.#days;
    const said = lines.filter(
      (line) => (line.kind === 'words' || line.kind === 'note') && (days === null || isWithin(line.at, days)),
    );
    if (!isEmptyQuery(this.#query))
      return said.filter((line) => this.rangesIn(textOf(line)).length > 0).map(({ key }) => key);
    if (days === null) return [];
    return said
      .filter((line, index) => index === 0 || dayOf(atOf(line)) !== dayOf(atOf(said[index - 1])))
      .map(({ key }) => key);
  }

  /** How many messages and notes stand in these days. */
  saidIn(lines: readonly Line[]): number {
    const days = this.#days;
    return days === null
      ? 0
      : lines.filter((line) => (line.kind === 'words' || line.kind === 'note') && isWithin(line.at, days)).length;
  }

  /** The line that it was opened at; null when that is not there, as in an earlier part that is not loaded. */
  targetIn(lines: readonly Line[]): string | null {
    const target = this.#target;
    if (target === null) return null;
    const found = lines.find(
      (line) =>
        (target.kind === 'message' && line.kind === 'words' && line.message.seq === target.seq) ||
        (target.kind === 'note' && line.kind === 'note' && line.note.seq === target.seq),
    );
    return found?.key ?? null;
  }

  /** Whether the chapter before these lines has to be here as well: for the days, or for a hit before the first. */
  needsEarlier(lines: readonly Line[]): boolean {
    if (this.#isOver) return false;
    const first = lines.find((line) => line.kind !== 'new');
    if (first === undefined) return false;
    if (this.#days !== null && atOf(first) >= startOfDay(this.#days.from)) return true;
    return this.#wantsEarlier;
  }

  /** Before the first hit, as far back as need be. */
  wantEarlier(on: boolean): void {
    this.#wantsEarlier = on;
  }

  get isWantingEarlier(): boolean {
    return this.#wantsEarlier;
  }

  /** The line that is looked at. */
  get current(): string | null {
    return this.#current;
  }

  /** Shows a line, and remembers it. */
  show(key: string): void {
    this.#current = key;
    this.#leaveEnd();
    this.#box?.querySelector('[data-found]')?.removeAttribute('data-found');
    const line = this.#box?.querySelector(`[data-line="${CSS.escape(key)}"]`);
    line?.setAttribute('data-found', '');
    line?.scrollIntoView({ block: 'center' });
  }

  readonly end = (): void => {
    this.#isOver = true;
    this.#words = '';
    this.#days = null;
    this.#restart();
    this.#box?.querySelector('[data-found]')?.removeAttribute('data-found');
  };

  /** For the box in which lines scroll; `leaveEnd` keeps it from following its newest line. */
  attachTo(leaveEnd: () => void): (box: HTMLElement) => () => void {
    return (box) => {
      this.#box = box;
      this.#leaveEnd = leaveEnd;
      return () => {
        this.#box = null;
      };
    };
  }
}

/** `m12.1700000000000`: the message (`n`: the note) with this seq, and its time in ms; null for anything else. */
export function targetOf(place: string | null): Target | null {
  const [, kind, seq, at] = /^([mn])(\d{1,9})\.(\d{1,15})$/.exec(place ?? '') ?? [];
  if (kind === undefined) return null;
  return { kind: kind === 'n' ? 'note' : 'message', seq: Number(seq), at: Number(at) };
}

const atOf = (line: Line | undefined): number => (line !== undefined && 'at' in line ? line.at : 0);

function textOf(line: Line): string {
  if (line.kind === 'words') return line.text ?? '';
  return line.kind === 'note' ? line.note.text : '';
}

const KEY = Symbol('finding');

export const provideFinding = (finding: Finding | null): Finding | null => setContext(KEY, finding);
/** Null where nothing is looked for. */
export const useFinding = (): Finding | null => getContext<Finding | null | undefined>(KEY) ?? null;
