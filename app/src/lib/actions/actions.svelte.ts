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
  type Waiting,
} from './keys.ts';

/** What is on the screen and can do an action. */
export interface Offer {
  readonly run: () => void;
  /** Why it cannot be done now, in words; absent or null: it can. */
  readonly whyNot?: string | null;
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
}

/** The one registry of what can be done: menus, buttons, keys, the sheet and the palette all ask it. */
export class Actions {
  readonly #deps: ActionsDeps;
  #sources: readonly (() => Offers)[] = $state.raw([]);
  #waiting: Waiting = null;

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
    if (offer !== undefined) return offer.whyNot ?? null;
    return WHERE[shapeOf(id).group](this.#deps.language.texts.keyboard.whyNot);
  }

  can(id: ActionId, offers: Offers = this.now()): boolean {
    return this.whyNot(id, offers) === null;
  }

  /** Does it if it can be done. */
  run(id: ActionId): void {
    const offer = this.now()[id];
    if (offer === undefined || (offer.whyNot ?? null) !== null) return;
    offer.run();
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
    const { actions, waiting } = readChord(chord, this.#waiting, this.#deps.now(), {
      isWriting: isWritingIn(event.target),
      hasSingleKeys: this.#deps.hasSingleKeys(),
    });
    // A key held down is one press, or a conversation would be closed and opened for as long as a finger rests.
    if (!event.repeat) this.#waiting = waiting;
    // Most keys are letters of a reply.
    if (actions.length === 0) return;
    const offers = this.now();
    const id = actions.find((one) => this.can(one, offers));
    if (id === undefined) return;
    event.preventDefault();
    if (!event.repeat || shapeOf(id).walks === true) this.run(id);
  };
}

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
