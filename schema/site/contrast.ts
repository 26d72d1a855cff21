/**
 * How well words read on and in a site's colour, as the widget's styles mix it (widget/loader/launcher.css, widget/panel/styles/panel.css).
 * Colours are `#rrggbb`; ratios are those of WCAG 2.2, from 1 to 21.
 */
type Triple = readonly [number, number, number];

const LIGHT_SURFACE = '#ffffff';
const DARK_SURFACE = '#17191f';
/** WCAG 2.2 AA, for words of usual size. */
export const LEAST_CONTRAST = 4.5;

const linearOf = (hex: string): Triple => {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};

const hexOf = (linear: Triple): string =>
  `#${linear
    .map((value) => {
      const inside = Math.min(1, Math.max(0, value));
      const encoded = inside <= 0.0031308 ? inside * 12.92 : 1.055 * inside ** (1 / 2.4) - 0.055;
      return Math.round(encoded * 255)
        .toString(16)
        .padStart(2, '0');
    })
    .join('')}`;

/** Björn Ottosson's Oklab, which `color-mix(in oklab, …)` and `oklch()` are. */
function oklabOf([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function linearOfOklab([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function mix(one: string, share: number, other: string): string {
  const from = oklabOf(linearOf(one));
  const to = oklabOf(linearOf(other));
  const at = (index: 0 | 1 | 2): number => from[index] * share + to[index] * (1 - share);
  return hexOf(linearOfOklab([at(0), at(1), at(2)]));
}

const luminanceOf = (hex: string): number => {
  const [r, g, b] = linearOf(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

export function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Where the colour is read: the words on it, and it as words on the chat's two surfaces. */
export interface AccentContrast {
  readonly on: number;
  readonly light: number;
  readonly dark: number;
}

export function contrastOfAccent(accent: string): AccentContrast {
  const [lightness] = oklabOf(linearOf(accent));
  return {
    on: contrastOf(accent, lightness < 0.69 ? '#ffffff' : '#000000'),
    light: contrastOf(mix(accent, 0.88, '#000000'), LIGHT_SURFACE),
    dark: contrastOf(mix(accent, 0.55, '#ffffff'), DARK_SURFACE),
  };
}

/** Where it is read worst. */
export const worstOf = (contrast: AccentContrast): keyof AccentContrast =>
  (['light', 'dark', 'on'] as const).reduce((worst, where) => (contrast[where] < contrast[worst] ? where : worst));

export const readsWell = (contrast: AccentContrast): boolean => contrast[worstOf(contrast)] >= LEAST_CONTRAST;

/** The nearest lightness of the same hue at which it reads well everywhere. */
export function readableAccent(accent: string): string {
  const [lightness, a, b] = oklabOf(linearOf(accent));
  for (let step = 0; step <= 100; step += 1) {
    for (const next of [lightness - step / 100, lightness + step / 100]) {
      if (next < 0 || next > 1) continue;
      const tried = hexOf(linearOfOklab([next, a, b]));
      if (readsWell(contrastOfAccent(tried))) return tried;
    }
  }
  return accent;
}
