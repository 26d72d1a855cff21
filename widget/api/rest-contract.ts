import type { Listeners, Verbs } from '../loader/calls.ts';
import type { LIMITS } from '../loader/limits.ts';
import type { Widget } from '../loader/widget.ts';
import type { Told } from '../panel-contract.ts';

/** What the rest of the API stands on. */
export interface Loader extends Pick<Listeners, 'emit' | 'last'> {
  /** Null after `destroy`. */
  widget: Widget | null;
  readonly told: Told;
  readonly limits: typeof LIMITS;
  readonly verbs: Verbs;
  readonly stop: () => void;
  /** Starts the widget, with these attributes over those there were; `isOpen`: as the one before it. */
  readonly start: (change?: DOMStringMap, isOpen?: boolean) => void;
}
