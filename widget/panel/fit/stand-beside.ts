import { cornerOf, fit, type Box, type Fitted } from './place-beside.ts';

/** What is to be seen of the page: less than the window where a keyboard covers it. Who has enlarged the page looks at a part of it. */
function seenBox(): Box {
  const [right, bottom] = [Math.min(document.documentElement.clientWidth, innerWidth), innerHeight];
  const { visualViewport: viewport } = window;
  if (viewport?.scale !== 1) return { left: 0, top: 0, right, bottom };
  const { offsetTop: top, height } = viewport;
  return { left: 0, top, right, bottom: Math.min(bottom, top + height) };
}

const SIDE = 100;

/** As `position: fixed` has it, which an element around us that is turned or enlarged changes: where (0, 0) is, and how long a pixel. */
function createMeasure(beside: HTMLElement): HTMLElement {
  const measure = document.createElement('div');
  const style = {
    position: 'fixed',
    left: '0',
    top: '0',
    width: `${SIDE}px`,
    height: `${SIDE}px`,
    visibility: 'hidden',
  };
  Object.assign(measure.style, style, { pointerEvents: 'none' });
  beside.before(measure);
  return measure;
}

export interface Stand {
  /** Anew beside its button. */
  readonly fit: () => void;
  /** Along with its button, as large as it was. */
  readonly follow: () => void;
  readonly end: () => void;
}

/**
 * The panel of a chat that stands in an element of the page: out over the page, beside its button, whole, and over whatever would cut it
 * off. The layer over the page, which nothing around us reaches, is not there in the oldest browsers.
 */
export function standBeside(panel: HTMLElement, host: Element): Stand {
  const isOver = 'popover' in panel;
  const measure = isOver ? null : createMeasure(panel);
  let fitted: Fitted | null = null;
  if (isOver) {
    panel.popover = 'manual';
    panel.showPopover();
  }

  function follow(): void {
    if (fitted === null) return;
    const [left, top] = cornerOf(fitted, host.getBoundingClientRect(), seenBox());
    const origin = measure?.getBoundingClientRect();
    const scale = (origin?.width ?? SIDE) / SIDE || 1;
    const px = (value: number): string => `${value / scale}px`;
    Object.assign(panel.style, {
      ...{ position: 'fixed', inset: 'auto' },
      ...{ left: px(left - (origin?.left ?? 0)), top: px(top - (origin?.top ?? 0)) },
      ...{ width: px(fitted.width), height: px(fitted.height) },
    });
  }

  return {
    fit: () => {
      const isAtStart = host.getAttribute('data-side') === 'start';
      const isFromRight = getComputedStyle(host).direction === 'rtl';
      fitted = fit(host.getBoundingClientRect(), seenBox(), isAtStart !== isFromRight);
      follow();
    },
    follow,
    end: () => measure?.remove(),
  };
}
