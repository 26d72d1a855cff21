import { drawing } from '../parts/drawing.ts';
import type { PartHost, Slot } from '../parts/part.ts';
import RatingCard from './RatingCard.svelte';
import { RatingModel } from './rating-model.svelte.ts';
import { RATING_TEXTS } from './rating-texts.ts';
import styles from './rating.css?inline';

/** It is asked for by a talk that was closed, and by the menu: whichever comes first. */
const opened = new WeakSet<PartHost>();

/** What the visitor thinks of a talk: asked for once it was closed, and in the menu whenever somebody has answered (RATE4). */
export function openPart(host: PartHost): () => void {
  if (opened.has(host)) return () => undefined;
  opened.add(host);
  const { parts, options } = host;
  const { language, served } = options;
  const { after } = served;
  const { question: usual, title } = RATING_TEXTS[language];
  const model = new RatingModel(host);
  const words = (after?.rate || undefined)?.[language];
  const props = { model, language, question: words || usual };
  const asked: Slot = {
    place: 'above',
    order: 2,
    draw: drawing(RatingCard, { ...props, ondismiss: () => model.dismiss() }, styles),
  };
  const entry: Slot = {
    place: 'menu',
    order: 2,
    label: title,
    run: () => void parts.show({ title, draw: drawing(RatingCard, { ...props, ondismiss: null }, styles) }),
  };
  /** A preview has no talk that could have ended. */
  const isLookedAt = served.shows === 'rating';
  /** Who is blocked is not asked for what would be refused (BLOCK1). */
  const isFree = (): boolean => host.chat.suspendedUntil === 0;
  const stops = [
    parts.keep(() => (after?.rate !== 0 && (isLookedAt || model.asks) && isFree() ? asked : null)),
    parts.keep(() => (model.isPossible && isFree() ? entry : null)),
  ];
  return () => stops.forEach((stop) => stop());
}
