/**
 * What a preview of the widget shows beside its look: states that a chat of nobody's does not come to by itself. The chat as it is has none
 * of them; the others are only ever told to a page that shows what is not saved yet.
 */
export const PREVIEW_STATES = ['question', 'invitation', 'call', 'rating', 'nobody'] as const;
export type PreviewState = (typeof PREVIEW_STATES)[number];

/** What the visitor's device is set to; a site that has chosen for itself stays as it is. */
export const PREVIEW_SCHEMES = ['light', 'dark'] as const;
export type PreviewScheme = (typeof PREVIEW_SCHEMES)[number];
