import * as v from 'valibot';
import { pictureVersionSchema } from '../../photo.ts';
import type { SitePart } from '../site-part.ts';

/** The least and the most of what is measured in CSS pixels. */
export const LOOK_RANGES = {
  size: { least: 44, most: 80 },
  offset: { least: 0, most: 200 },
  radius: { least: 0, most: 28 },
} as const;

const within = ({ least, most }: { readonly least: number; readonly most: number }) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const schema = v.strictObject({
  /** `#rrggbb`; empty for the widget's own. */
  accent: v.union([v.literal(''), v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/))]),
  /** `auto` follows the visitor's device. */
  scheme: v.picklist(['auto', 'light', 'dark']),
  /** Which end of a line of the page's language. */
  side: v.picklist(['start', 'end']),
  /** The button's, px. */
  size: within(LOOK_RANGES.size),
  /** From the side and from the bottom of the window, px. */
  aside: within(LOOK_RANGES.offset),
  above: within(LOOK_RANGES.offset),
  /** Of the panel's corners, px. */
  radius: within(LOOK_RANGES.radius),
  /** A stylesheet's number; 0 for the widget's own, which is above nearly everything. */
  layer: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2_147_483_647)),
  /** The picture that stands for the site while nobody answers, by its version; empty: none (AVATAR). */
  avatar: v.union([v.literal(''), pictureVersionSchema]),
});
export type SiteLook = v.InferOutput<typeof schema>;

/** How button and panel look. */
export const LOOK: SitePart<SiteLook> = {
  schema,
  byDefault: {
    ...{ accent: '', scheme: 'auto', side: 'end', size: 56, aside: 20, above: 20, radius: 20, layer: 0 },
    avatar: '',
  },
};

/** As the widget gets it: values of `--holdline-<name>` on its element. What is as by default is absent. */
export interface PublicLook {
  readonly side?: 'start';
  /** The site's own picture, at `/api/avatars/<version>`. */
  readonly avatar?: string;
  readonly styles?: Readonly<Record<string, string>>;
}

/** Undefined where all is as by default. */
export function publicLook({ side, accent, scheme, layer, avatar, ...px }: SiteLook): PublicLook | undefined {
  const { size, aside, above, radius } = LOOK.byDefault;
  const measures = Object.entries({ size, aside, above, radius }).flatMap(([name, usual]) => {
    const value = px[name as keyof typeof px];
    return value === usual ? [] : [[name, `${value}px`] as const];
  });
  const styles = {
    ...(accent !== '' && { accent }),
    ...(scheme !== 'auto' && { 'color-scheme': scheme }),
    ...(layer > 0 && { 'z-index': String(layer) }),
    ...Object.fromEntries(measures),
  };
  const look = {
    ...(side === 'start' && { side }),
    ...(avatar !== '' && { avatar }),
    ...(Object.keys(styles).length > 0 && { styles }),
  };
  return Object.keys(look).length > 0 ? look : undefined;
}
