/** Whether a colour can be the widget's: what the API asks before it takes one, and the adapters (API4, API7). */

/** With less of it, words are read on what the page has behind them. */
const LEAST_OPACITY = 0.5;

/** The same for every property of CSS, so that each knows it: here it would take back what the site has set. */
const KEYWORD = /^(inherit|initial|unset|revert[a-z-]*)$/i;

/** The end of a colour as browsers write it: `rgba(0, 0, 0, 0.5)`, `oklch(0.7 0.1 20 / 0.5)`, `color(srgb 1 0 0 / none)`. */
const OPACITY = /(?:^rgba\(.*, | \/ )([\w.-]+)\)$/;

/** In a sentence, what is wrong with it; null if nothing is. A variable of the page is looked up where the widget stands. */
export function faultOfColour(value: string): string | null {
  const said = `"${value}" is no`;
  if (KEYWORD.test(value.trim()) || !CSS.supports('color', value)) return `${said} CSS colour`;
  const seen = ['light', 'dark'].map((scheme) => ['#000', '#fff'].map((text) => computed(value, scheme, text)));
  // As the words around it have it: on the button it would be that of the button's own picture.
  if (seen.some(([onBlack, onWhite]) => onBlack !== onWhite)) return `${said} colour of its own`;
  return seen.flat().every((colour) => Number(OPACITY.exec(colour)?.[1] ?? 1) >= LEAST_OPACITY)
    ? null
    : `${said} colour that can be seen here: it has to be at least half opaque`;
}

/** As a ground, for a variable without a colour is none there, and none is see-through. */
function computed(value: string, scheme: string, text: string): string {
  const probe = document.createElement('span');
  const styles = {
    all: 'initial',
    display: 'none',
    'forced-color-adjust': 'none',
    'color-scheme': scheme,
    color: text,
  };
  for (const [name, style] of Object.entries({ ...styles, 'background-color': value }))
    probe.style.setProperty(name, style, 'important');
  // Within ours, if it stands there, no rule and no observer of the page's knows of it.
  (document.querySelector('holdline-chat')?.shadowRoot ?? document.documentElement).append(probe);
  const { backgroundColor } = getComputedStyle(probe);
  probe.remove();
  return backgroundColor;
}
