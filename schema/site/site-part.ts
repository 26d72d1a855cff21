import type * as v from 'valibot';

/** One subject of a site's settings: saved as a whole, each by itself, so that two who save different ones do not disturb each other. */
export interface SitePart<Value> {
  /** What may be saved. */
  readonly schema: v.GenericSchema<unknown, Value>;
  /** What holds until somebody saves it, and where what is stored cannot be read. */
  readonly byDefault: Value;
}
