/** Stands in for `lib0/logging` in the panel: the names that Yjs uses, without the colours. */
export const BOLD = '';
export const UNBOLD = '';
export const RED = '';
export const ORANGE = '';

export const print = (): void => undefined;
export const warn = (): void => undefined;
