/** Stands in for `lib0/environment` in the panel, which runs in browsers only and has no settings of Node. */
export const isBrowser = true;
export const isNode = false;
export const getVariable = (): null => null;
export const getConf = (): null => null;
export const hasConf = (): boolean => false;
