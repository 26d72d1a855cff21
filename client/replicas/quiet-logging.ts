/**
 * Stands in for `lib0/logging` in browser builds (an alias in their Vite configs): Yjs prints a few developer warnings with
 * it, and it brings 3 KB of colours, DOM helpers and schemas with it.
 */
export const print = (...parts: readonly unknown[]): void => void parts;
export const warn = print;
export const [BOLD, UNBOLD, RED, ORANGE, GREY] = ['', '', '', '', ''];
