import type { Widget } from '../loader/widget.ts';
import type { HoldlineLook } from './holdline.ts';

/** The name of each part of the look as the element's own CSS properties have it. */
const PROPERTIES: { readonly [Field in Exclude<keyof HoldlineLook, 'side'>]-?: string } = {
  accent: 'accent',
  scheme: 'color-scheme',
  zIndex: 'z-index',
  size: 'size',
  aside: 'aside',
  above: 'above',
  radius: 'radius',
};
const isPixels = (field: string): boolean => ['size', 'aside', 'above', 'radius'].includes(field);

/** What is empty, or `auto`, is again as the page's style sheet, the snippet and the settings of the site say. */
export function setLook(widget: Widget | null, { side, ...look }: HoldlineLook): void {
  if (widget === null) return;
  const { element } = widget.launcher;
  if (side !== undefined) element.dataset.side = side || widget.options.side;
  for (const [field, value] of Object.entries(look) as [keyof typeof PROPERTIES, string | number][]) {
    const name = PROPERTIES[field];
    const isUsual = value === '' || value === 'auto';
    // Without a value the property goes.
    element.style.setProperty(`--holdline-${name}`, isUsual ? '' : `${value}${isPixels(field) ? 'px' : ''}`);
  }
}
