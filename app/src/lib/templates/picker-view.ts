import type { ShelfTemplate, TemplateDraft } from './template-book.svelte.ts';
import type { Trigger } from './trigger.ts';
import type { Blank } from './variables.ts';

/** The form over the composer: `known` is being changed, or a new one is being made. */
export interface PickerForm {
  readonly known: ShelfTemplate | null;
  readonly draft: TemplateDraft;
}

/** What stands over the composer. */
export type View =
  | { readonly kind: 'closed' }
  /** `trigger`: asked for by a sign in the text, whose words filter; null: by its button, with a field of its own. */
  | { readonly kind: 'list'; readonly trigger: Trigger | null }
  | {
      readonly kind: 'fill';
      readonly template: ShelfTemplate;
      readonly blanks: readonly Blank[];
      readonly trigger: Trigger | null;
    }
  | { readonly kind: 'form'; readonly form: PickerForm; readonly back: View };

export const CLOSED: View = { kind: 'closed' };
