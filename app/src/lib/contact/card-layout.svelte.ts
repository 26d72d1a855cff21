import * as v from 'valibot';
import { mayWrite } from '#schema/policy/policy.ts';
import type { Desk } from '../desk/desk.svelte.ts';
import type { CardPart } from '../texts/card-texts.ts';
import { movedTo, orderOf } from './card-layout.ts';

/** How a person has its cards: in the document of its own state, and so on all of its devices; an observer cannot arrange them. */
export class CardLayout {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Observers write nothing. */
  get isKept(): boolean {
    return mayWrite(this.#desk.actor, 'operator', this.#desk.profile.id);
  }

  get order(): readonly CardPart[] {
    return orderOf(this.#desk.own.read('card.order', v.array(v.string()), []));
  }

  get isLocked(): boolean {
    return this.#desk.own.read('card.locked', v.boolean(), true);
  }

  lock(isLocked: boolean): void {
    this.#desk.own.write('card.locked', isLocked);
  }

  isShut(part: CardPart): boolean {
    return this.#desk.own.read(`card.shut.${part}`, v.boolean(), false);
  }

  shut(part: CardPart, isShut: boolean): void {
    this.#desk.own.write(`card.shut.${part}`, isShut);
  }

  /** Answers the place it has then, from 0. */
  move(part: CardPart, place: number): number {
    const before = this.order;
    const order = movedTo(before, part, place);
    if (order.join() !== before.join()) this.#desk.own.write('card.order', order);
    return order.indexOf(part);
  }
}
