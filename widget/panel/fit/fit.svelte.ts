import { tick } from 'svelte';
import { dress } from '../parts/drawing.ts';
import type { PartHost } from '../parts/part.ts';
import styles from './fit.css?inline';
import { holdKeyboard } from './hold-keyboard.ts';
import { SHEET } from './sheet-query.ts';
import { standBeside } from './stand-beside.ts';

/** Fits the open panel into what is to be seen: beside the button in an element of the page, and on a phone over the whole screen, less the keyboard. */
export function openPart(host: PartHost): () => void {
  return $effect.root(() => {
    $effect(() => {
      if (!host.panel.isOpen) return;
      let isOver = false;
      let end = (): void => undefined;
      // Once it is drawn, and before anybody sees it.
      void tick().then(() => {
        const panel = host.root.querySelector<HTMLElement>('.panel');
        if (panel && !isOver) end = fitPanel(panel, host);
      });
      return () => {
        isOver = true;
        end();
      };
    });
  });
}

function fitPanel(panel: HTMLElement, host: PartHost): () => void {
  const { root, options } = host;
  const sheet = matchMedia(SHEET);
  dress(panel, styles);
  const stand = options.container ? standBeside(panel, root.host) : null;
  let letGo: (() => void) | null = null;

  /** On a screen of its own: what a phone's keyboard leaves of it, which covers the page instead of shrinking it. */
  function beSheet(): void {
    const { height, offsetTop } = visualViewport ?? { height: innerHeight, offsetTop: 0 };
    panel.style.cssText = `inset-block-start:${offsetTop}px;block-size:${height}px`;
  }

  /** A page in a frame has another one around it, which is to be seen. */
  function hold(isSheet: boolean): void {
    const isModal = isSheet && window.top === window && panel.offsetWidth >= document.documentElement.clientWidth;
    if (isModal === (letGo !== null)) return;
    letGo?.();
    letGo = isModal ? holdKeyboard(panel, root, () => host.panel.close()) : null;
    if (isModal) panel.ariaModal = 'true';
    else panel.removeAttribute('aria-modal');
  }

  function look(event?: Event): void {
    const isSheet = sheet.matches;
    if (isSheet) beSheet();
    else if (stand === null) panel.removeAttribute('style');
    else if (event?.type === 'scroll') stand.follow();
    else {
      panel.removeAttribute('style');
      stand.fit();
    }
    hold(isSheet);
  }
  look();

  const following = new AbortController();
  const { signal } = following;
  for (const of of [window, visualViewport]) of?.addEventListener('resize', look, { signal });
  visualViewport?.addEventListener('scroll', look, { signal });
  // Whichever of the page's elements scrolls, the button goes along.
  document.addEventListener('scroll', look, { signal, capture: true, passive: true });
  return () => {
    following.abort();
    stand?.end();
    letGo?.();
  };
}
