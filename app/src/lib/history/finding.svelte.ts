import { getContext, setContext } from 'svelte';
import { matchIn, type Range } from '#schema/search/match.ts';
import { parseQuery, type Query } from '#schema/search/query.ts';
import type { HistoryHit } from '#schema/http/history.ts';
import type { Line } from '../thread/lines.ts';

/** Which message or note to open a conversation at. */
export type Target = Pick<HistoryHit, 'kind' | 'seq' | 'at'>;

/** Words that are looked for in an open conversation: which of its lines have them, and which of these is looked at. */
export class Finding {
  readonly #query: Query;
  readonly #target: Target | null;
  #current = $state<string | null>(null);
  #isOver = $state(false);
  #box: HTMLElement | null = null;
  #leaveEnd: () => void = () => undefined;

  constructor(words: string, target: Target | null) {
    this.#query = parseQuery(words);
    this.#target = target;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** The message or note that it was opened at. */
  get target(): Target | null {
    return this.#target;
  }

  rangesIn(text: string): readonly Range[] {
    return this.#isOver ? [] : (matchIn(text, this.#query)?.ranges ?? []);
  }

  /** Keys of the lines with the words, from top to bottom. */
  hitsIn(lines: readonly Line[]): readonly string[] {
    return lines.filter((line) => this.rangesIn(textOf(line)).length > 0).map(({ key }) => key);
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
    this.#current = null;
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

function textOf(line: Line): string {
  if (line.kind === 'words') return line.text ?? '';
  return line.kind === 'note' ? line.note.text : '';
}

const KEY = Symbol('finding');

export const provideFinding = (finding: Finding | null): Finding | null => setContext(KEY, finding);
/** Null where nothing is looked for. */
export const useFinding = (): Finding | null => getContext<Finding | null | undefined>(KEY) ?? null;
