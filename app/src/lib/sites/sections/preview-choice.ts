import * as v from 'valibot';
import { PREVIEW_SCHEMES } from '#schema/site/preview.ts';
import { SITE_LANGUAGES } from '#schema/site/languages.ts';
import { keep, type DeviceStorage } from '../../device/preferences.svelte.ts';

export const PREVIEW_WIDTHS = ['computer', 'phone'] as const;

/** As which visitor an admin looks at a site's chat. */
const choiceSchema = v.object({
  scheme: v.exactOptional(v.picklist(PREVIEW_SCHEMES)),
  width: v.exactOptional(v.picklist(PREVIEW_WIDTHS)),
  language: v.exactOptional(v.picklist(SITE_LANGUAGES)),
});
export type PreviewChoice = Required<v.InferOutput<typeof choiceSchema>>;

const KEY = 'holdline.preview';

/** What was chosen on this device; each that was not, or cannot be read, is as in `otherwise`. */
export function readPreviewChoice(storage: DeviceStorage | null, otherwise: PreviewChoice): PreviewChoice {
  try {
    const kept = v.safeParse(choiceSchema, JSON.parse(storage?.getItem(KEY) ?? '{}'));
    return { ...otherwise, ...(kept.success && kept.output) };
  } catch {
    return otherwise;
  }
}

export const keepPreviewChoice = (storage: DeviceStorage | null, choice: PreviewChoice): boolean =>
  keep(storage, KEY, JSON.stringify(choice));
