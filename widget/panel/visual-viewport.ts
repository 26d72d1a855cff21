/**
 * A phone's keyboard covers the page instead of shrinking it; the panel's height follows what is left to see. Used by the
 * style sheet on phones only.
 */
export function followVisualViewport(panel: HTMLElement): () => void {
  const viewport = window.visualViewport;
  const fit = (): void => {
    panel.style.setProperty('--seen-height', viewport === null ? '100dvh' : `${viewport.height}px`);
    panel.style.setProperty('--seen-top', viewport === null ? '0px' : `${viewport.offsetTop}px`);
  };
  fit();
  viewport?.addEventListener('resize', fit);
  viewport?.addEventListener('scroll', fit);
  return () => {
    viewport?.removeEventListener('resize', fit);
    viewport?.removeEventListener('scroll', fit);
  };
}
