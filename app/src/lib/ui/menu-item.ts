import type { IconName } from './icons.ts';

export interface MenuItem {
  readonly label: string;
  readonly icon: IconName;
  readonly run: () => void;
  /** Behind it, quietly: how long it can still be done. */
  readonly note?: string;
  /** The keys that do the same. */
  readonly keys?: readonly string[] | undefined;
}
