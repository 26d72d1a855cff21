import * as v from 'valibot';

/**
 * By what somebody was invited who began to talk upon it: the site by its rules, or a person of ours. Absent where a visitor began by
 * itself.
 */
export interface Invited {
  readonly by: 'site' | 'operator';
  /** The invitation's, or the person's. */
  readonly id: string;
  /** Whose words they were, as the visitor saw it; empty: the site's. */
  readonly name: string;
  readonly text: string;
}

/** How a conversation began: by its visitor, by an invitation of the site, or by one of a person. */
export const BEGINNINGS = ['visitor', 'site', 'operator'] as const;
export type Beginning = (typeof BEGINNINGS)[number];

export const beginningOf = (invited: Pick<Invited, 'by'> | undefined): Beginning => invited?.by ?? 'visitor';

const words = (most: number) =>
  v.pipe(
    v.string(),
    v.maxLength(most),
    v.transform((text) => text.toWellFormed().normalize('NFC')),
  );

/** As a widget tells it, which may tell anything: the server looks for it among its own (`Facts.invited`). */
export const invitedSchema = /*#__PURE__*/ v.object({
  by: v.picklist(['site', 'operator']),
  id: words(40),
  name: words(120),
  text: words(1_000),
});
