import * as v from 'valibot';
import type { SitePart } from '../site-part.ts';

/** Seconds without an answer. */
export const NOBODY_AFTER = { least: 10, most: 3_600 } as const;

export interface SiteNobody {
  /** After so many seconds in which nobody answers who waits is offered to leave by what to reach them; 0: never. */
  readonly after: number;
  /** Whoever comes while nobody is there gets the form of a request; else plain words, and the field as ever. */
  readonly form: boolean;
}

/** What happens when nobody is there, or nobody answers. */
export const NOBODY: SitePart<SiteNobody> = {
  schema: v.strictObject({
    after: v.union([
      v.literal(0),
      v.pipe(v.number(), v.integer(), v.minValue(NOBODY_AFTER.least), v.maxValue(NOBODY_AFTER.most)),
    ]),
    form: v.boolean(),
  }),
  byDefault: { after: 60, form: true },
};

/** As the widget gets it: what is as by default is absent. */
export type PublicNobody = Partial<SiteNobody>;

export function publicNobody({ after, form }: SiteNobody): PublicNobody | undefined {
  const { byDefault } = NOBODY;
  if (after === byDefault.after && form === byDefault.form) return undefined;
  return { ...(after !== byDefault.after && { after }), ...(form !== byDefault.form && { form }) };
}
