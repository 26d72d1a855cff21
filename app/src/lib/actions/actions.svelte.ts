import { getContext, onMount, setContext } from 'svelte';
import { commandKey, isApple } from '../device/send-key.ts';
import type { Language } from '../texts/language.svelte.ts';
import { shapeOf, type ActionGroup, type ActionId } from './catalogue.ts';
import {
  chordOf,
  isBehindDialog,
  isWritingIn,
  keysAsShown,
  keysAsTold,
  leaveField,
  readChord,
  SECOND_KEY,
  type Waiting,
} from './keys.ts';

/** What is on the screen and can do an action. */
export interface Offer {
  readonly run: () => void;
  /** Why it cannot be done now, in words; absent or null: it can. */
  readonly whyNot?: string | null;
  /** It cannot be done yet: what it is for is on its way. */
  readonly isComing?: true;
}

export type Offers = { readonly [Id in ActionId]?: Offer | undefined };

/** Spread over a button: it does the action and tells its key. */
export interface ActionButton {
  readonly onclick: () => void;
  readonly title: string;
  readonly 'aria-keyshortcuts'?: string;
}

interface ActionsDeps {
  readonly language: Language;
  readonly hasSingleKeys: () => boolean;
  readonly now: () => number;
  /** Another page, which may be another conversation, is on its way to the screen. */
  readonly isLeaving: () => boolean;
}

/** The one registry of what can be done: menus, buttons, keys, the sheet and the palette all ask it. */
export class Actions {
  readonly #deps: ActionsDeps;
  #sources: readonly (() => Offers)[] = $state.raw([]);
  #waiting: Waiting = null;
  /** A key that was pressed while its conversation was still opening, and until when it counts (KEYS7). */
  #held: { readonly actions: readonly ActionId[]; readonly until: number } | null = $state.raw(null);

  constructor(deps: ActionsDeps) {
    this.#deps = deps;
  }

  /** Until the returned function is called. What came last goes before what was there. */
  offer(source: () => Offers): () => void {
    this.#sources = [...this.#sources, source];
    return () => (this.#sources = this.#sources.filter((other) => other !== source));
  }

  nameOf(id: ActionId): string {
    return this.#deps.language.texts.keyboard.action[id];
  }

  /** All that can be done or not, as it is at this moment: what it depends on also changes where nothing is told of it, as clocks do. */
  now(): Offers {
    return this.#sources.reduce<Offers>((all, source) => ({ ...all, ...source() }), {});
  }

  /** Why it cannot be done now; null when it can. */
  whyNot(id: ActionId, offers: Offers = this.now()): string | null {
    const offer = offers[id];
    if (offer !== undefined && offer.isComing !== true) return offer.whyNot ?? null;
    return WHERE[shapeOf(id).group](this.#deps.language.texts.keyboard.whyNot);
  }

  can(id: ActionId, offers: Offers = this.now()): boolean {
    return this.whyNot(id, offers) === null;
  }

  /** Does it if it can be done. */
  run(id: ActionId): void {
    const offers = this.now();
    if (this.can(id, offers)) offers[id]?.run();
  }

  /** The keys of an action as they are drawn: each way, the first first. */
  keysOf(id: ActionId): readonly (readonly string[])[] {
    const { keys } = shapeOf(id);
    const usable = keys.filter((chord) => this.#deps.hasSingleKeys() || chord.startsWith('mod+') || chord === 'up');
    return usable.map((chord) => keysAsShown(chord, commandKey));
  }

  /** For a button that has its own words. */
  button(id: ActionId): ActionButton {
    const [keys] = this.keysOf(id);
    const told = keys === undefined ? undefined : keysAsTold(shapeOf(id).keys, isApple);
    return {
      onclick: () => this.run(id),
      title: keys === undefined ? this.nameOf(id) : `${this.nameOf(id)} · ${keys.join(' ')}`,
      ...(told !== undefined && { 'aria-keyshortcuts': told }),
    };
  }

  /** A key was pressed anywhere in the window. */
  readonly press = (event: KeyboardEvent): void => {
    if (isBehindDialog()) return;
    if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) leaveField(event.target);
    const chord = chordOf(event, isApple);
    if (chord === null) return;
    const isWriting = isWritingIn(event.target);
    const isSingle = !chord.startsWith('mod+') && !isWriting && this.#deps.hasSingleKeys();
    // It may be the first letter of what the key before it lets one write.
    if (isSingle && this.#held !== null && this.#deps.now() <= this.#held.until) return event.preventDefault();
    const { actions, waiting } = readChord(chord, this.#waiting, this.#deps.now(), {
      isWriting,
      hasSingleKeys: this.#deps.hasSingleKeys(),
    });
    // A key held down is one press, or a conversation would be closed and opened for as long as a finger rests.
    if (!event.repeat) this.#waiting = waiting;
    // Most keys are letters of a reply.
    if (actions.length === 0) return;
    const offers = this.now();
    const id = actions.find((one) => this.can(one, offers));
    const isLeaving = actions.some(isOfConversation) && this.#deps.isLeaving();
    if (isSingle && (isLeaving || isComing(actions, offers))) {
      event.preventDefault();
      if (!event.repeat) this.#held = { actions, until: this.#deps.now() + SECOND_KEY };
      return;
    }
    if (id === undefined) return;
    event.preventDefault();
    if (!event.repeat || shapeOf(id).walks === true) this.run(id);
  };

  /** For an effect: does what was held as soon as that for which it was pressed is on the screen. */
  readonly settle = (): void => {
    const held = this.#held;
    if (held === null || this.#deps.isLeaving()) return;
    const offers = this.now();
    const id = held.actions.find((one) => this.can(one, offers));
    if (id === undefined && isComing(held.actions, offers)) return;
    // What was opened takes the keyboard first.
    setTimeout(() => {
      if (this.#held !== held) return;
      this.#held = null;
      if (id !== undefined && this.#deps.now() <= held.until && !isBehindDialog()) this.run(id);
    });
  };
}

const isOfConversation = (id: ActionId): boolean => ['conversation', 'writing'].includes(shapeOf(id).group);
const isComing = (actions: readonly ActionId[], offers: Offers): boolean =>
  actions.some((id) => offers[id]?.isComing === true);

type WhyNot = Language['texts']['keyboard']['whyNot'];
/** Why nobody offers it. */
const WHERE: { readonly [Group in ActionGroup]: (why: WhyNot) => string } = {
  list: (why) => why.notOnDesk,
  conversation: (why) => why.noConversation,
  writing: (why) => why.noConversation,
  go: (why) => why.notHere,
  app: (why) => why.notHere,
};

const KEY = Symbol('actions');

export const provideActions = (actions: Actions): Actions => setContext(KEY, actions);
export const useActions = (): Actions => getContext<Actions>(KEY);

/** For as long as this component is on the screen. */
export function offerActions(source: () => Offers): void {
  const actions = useActions();
  onMount(() => actions.offer(source));
}
