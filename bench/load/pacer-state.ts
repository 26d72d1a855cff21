/** Slots of the array the pacer's two threads share. */

/** 0 while stopped. */
export const TICK_MICROSECONDS = 0;
/** 1 from the worker's call until the generator has answered it. */
export const PENDING = 1;
