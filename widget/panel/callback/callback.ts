import { drawing } from '../parts/drawing.ts';
import type { PartHost, Slot } from '../parts/part.ts';
import CallForm from './CallForm.svelte';
import CallStrip from './CallStrip.svelte';
import { CallbackModel } from './callback-model.svelte.ts';
import { CALLBACK_TEXTS } from './callback-texts.ts';
import styles from './callback.css?inline';

/** To be called back: offered as the site wants it (CALL8), and what is promised stands over the field until it is done (CALL4). */
export function openPart(host: PartHost): () => void {
  const { parts, options } = host;
  const { language } = options;
  const { title } = CALLBACK_TEXTS[language];
  const model = new CallbackModel(host);

  function open(isQuiet = false): void {
    let close = (): void => undefined;
    const draw = drawing(CallForm, { model, language, onasked: () => close(), isQuiet }, styles);
    void parts.show({ title, draw, isQuiet }).then((done) => {
      close = done;
    });
  }

  const strip: Slot = {
    place: 'above',
    order: 1,
    draw: drawing(CallStrip, { model, language, onask: () => open() }, styles),
  };
  const entry: Slot = { place: 'menu', order: 1, label: title, run: () => open() };
  if (options.served.shows === 'call') open(true);
  const stops = [
    parts.keep(() => (model.isShown || model.asked !== null || model.isRefused ? strip : null)),
    parts.keep(() => (model.isOffered ? entry : null)),
  ];
  return () => stops.forEach((stop) => stop());
}
