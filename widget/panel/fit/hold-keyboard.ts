const MAY_HAVE_IT = 'a[href], button, input, textarea, select, summary, [tabindex]';

/** Gives the keyboard to the first, or last, of what takes it; what is disabled, hidden or under a view does not. */
function focusEdge(panel: HTMLElement, root: ShadowRoot, isLast: boolean): void {
  const all = [...panel.querySelectorAll<HTMLElement>(MAY_HAVE_IT)].filter(({ tabIndex }) => tabIndex >= 0);
  for (const element of isLast ? all.toReversed() : all) {
    element.focus();
    if (root.activeElement === element) return;
  }
}

/**
 * While the panel covers the page, the keyboard goes around in it: under it nobody would see where they are. The browser itself says where
 * the panel's end is, by coming to an element there, and not a list of ours. Where the page shows something over the panel it has the keyboard.
 */
export function holdKeyboard(panel: HTMLElement, root: ShadowRoot, close: () => void): () => void {
  /** Coming to it from within is to go on, or back, past that end. */
  const edgeOf = (isStart: boolean): HTMLElement => {
    const edge = document.createElement('div');
    edge.tabIndex = 0;
    edge.addEventListener('focus', () => focusEdge(panel, root, isStart));
    return edge;
  };
  const [start, end] = [edgeOf(true), edgeOf(false)];
  panel.before(start);
  panel.after(end);

  const isCovered = (): boolean =>
    (root.host.getRootNode() as Document | ShadowRoot).elementFromPoint(innerWidth / 2, innerHeight / 2) === root.host;

  function onkeydown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || root.activeElement !== null || !isCovered()) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') {
      event.preventDefault();
      focusEdge(panel, root, event.shiftKey);
    }
  }
  document.addEventListener('keydown', onkeydown);
  return () => {
    document.removeEventListener('keydown', onkeydown);
    start.remove();
    end.remove();
  };
}
