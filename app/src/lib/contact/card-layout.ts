import { CARD_PARTS, type CardPart } from '../texts/card-texts.ts';

/** The parts as a person arranged them: what a newer version knows is left out, and what is new comes behind. */
export function orderOf(kept: readonly string[]): readonly CardPart[] {
  const known = [...new Set(kept)].filter((part): part is CardPart => CARD_PARTS.some((each) => each === part));
  return [...known, ...CARD_PARTS.filter((part) => !known.includes(part))];
}

/** With a part at another place, counted from 0. */
export function movedTo(order: readonly CardPart[], part: CardPart, place: number): readonly CardPart[] {
  const others = order.filter((each) => each !== part);
  const at = Math.max(0, Math.min(place, others.length));
  return [...others.slice(0, at), part, ...others.slice(at)];
}
