import type { CallKind } from '#schema/notify/call.ts';
import { isQuiet, type NotificationSettings, type Sound } from '#schema/docs/notification-settings.ts';
import type { DeviceStorage } from '../device/preferences.svelte.ts';
import { markOf, takeUnrung, type DeskCall } from './rung.ts';

/** What calls this person now. `conversations` null: not known at this moment, because there is no line. */
export interface Calls {
  readonly conversations: readonly DeskCall[] | null;
  readonly tasks: readonly DeskCall[];
}

export interface RingerDeps {
  readonly person: string;
  readonly storage: DeviceStorage | null;
  /** Of all tabs of this browser one rings (NOTIFY2). */
  readonly isLeader: () => boolean;
  readonly settings: () => NotificationSettings;
  /** The server's clock, ms. */
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  /** A page of this person that can be seen shows it: they may be about to read it. */
  readonly isOpen: (id: string) => boolean;
  readonly play: (sound: Sound) => void;
  /** These call, and nothing else does: what is shown of others is over. */
  readonly standing: (calls: readonly DeskCall[]) => void;
  /** They are to be shown by the system. */
  readonly show: (calls: readonly DeskCall[]) => void;
}

/** What an open page has before the eyes is seen within this time, and then it does not ring, ms. */
const SETTLES_WITHIN = 500;
/** The same on a device that is busy drawing it, ms. */
const IS_READ_WITHIN = 1_500;
/** What came longer ago when this page first hears of it rings no more, ms. */
const FRESH_FOR = 600_000;
const REPEATS_EVERY = 20_000;
/** Whoever has not come by then does not hear it, ms. */
const REPEATS_FOR = 3_600_000;
/** One sound is enough for all that comes at once: the most personal of them. */
const FIRST: readonly CallKind[] = ['given', 'mine', 'colleague', 'waiting', 'task'];

/** Rings for what calls, once, and again until it is seen where that was chosen. */
export class Ringer {
  readonly #deps: RingerDeps;
  #calls: readonly DeskCall[] = [];
  #isKnown = false;
  #fresh: readonly DeskCall[] = [];
  /** Of these it was waited that they are read. */
  readonly #waited = new Set<string>();
  #settling: (() => void) | null = null;
  #repeating: (() => void) | null = null;

  constructor(deps: RingerDeps) {
    this.#deps = deps;
  }

  /** To be called whenever something of it may have changed. */
  look({ conversations, tasks }: Calls): void {
    const { storage, person, isLeader, now } = this.#deps;
    this.#isKnown = conversations !== null;
    const known = conversations ?? this.#calls.filter(({ kind }) => kind !== 'task');
    this.#calls = [...known, ...tasks];
    if (!isLeader()) return this.stop();
    if (this.#isKnown) this.#deps.standing(this.#calls);
    const fresh = takeUnrung(storage, person, this.#calls, this.#isKnown).filter(({ at }) => at > now() - FRESH_FOR);
    if (fresh.length > 0) {
      this.#fresh = [...this.#fresh, ...fresh];
      this.#settling ??= this.#deps.after(SETTLES_WITHIN, () => this.#settled());
    }
    if (!this.#calls.some((call) => this.#repeats(call))) return this.#endRepeating();
    this.#repeating ??= this.#deps.after(REPEATS_EVERY, () => this.#again());
  }

  /** Another tab rings now, or the page ends. */
  stop(): void {
    this.#settling?.();
    this.#settling = null;
    this.#fresh = [];
    this.#endRepeating();
  }

  #settled(): void {
    this.#settling = null;
    const standing = new Set(this.#calls.map(markOf));
    const all = this.#fresh.filter((call) => standing.has(markOf(call)));
    this.#fresh = all.filter((call) => this.#deps.isOpen(call.id) && !this.#waited.has(markOf(call)));
    const calls = all.filter((call) => !this.#fresh.includes(call));
    this.#waited.clear();
    for (const call of this.#fresh) this.#waited.add(markOf(call));
    if (this.#fresh.length > 0) this.#settling = this.#deps.after(IS_READ_WITHIN, () => this.#settled());
    if (calls.length === 0 || this.#isQuiet()) return;
    this.#ring(calls);
    const { kinds } = this.#deps.settings();
    const shown = calls.filter(({ kind }) => kinds[kind].shows);
    if (shown.length > 0) this.#deps.show(shown);
  }

  #again(): void {
    this.#repeating = null;
    const calls = this.#calls.filter((call) => this.#repeats(call));
    if (calls.length === 0) return;
    // What may have been seen elsewhere meanwhile is not repeated, nor what somebody has asked to be spared of.
    if (this.#isKnown && !this.#isQuiet()) this.#ring(calls);
    this.#repeating = this.#deps.after(REPEATS_EVERY, () => this.#again());
  }

  #ring(calls: readonly DeskCall[]): void {
    const { kinds } = this.#deps.settings();
    const kind = FIRST.find((each) => kinds[each].sound !== 'none' && calls.some((call) => call.kind === each));
    const sound = kind === undefined ? 'none' : kinds[kind].sound;
    if (sound !== 'none') this.#deps.play(sound);
  }

  #repeats({ kind, at }: DeskCall): boolean {
    return this.#deps.settings().kinds[kind].repeats && at > this.#deps.now() - REPEATS_FOR;
  }

  #isQuiet(): boolean {
    return isQuiet(this.#deps.settings().quiet, this.#deps.now());
  }

  #endRepeating(): void {
    this.#repeating?.();
    this.#repeating = null;
  }
}
