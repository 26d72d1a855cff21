/** Looks every few ms until `condition` holds; throws with `what` after `within` ms. Gives the ms it took. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  within = 10_000,
): Promise<number> {
  const start = performance.now();
  while (!(await condition())) {
    if (performance.now() - start > within) throw new Error(`waited ${within} ms in vain until ${what}`);
    await pause(10);
  }
  return performance.now() - start;
}

/** For programs that act in real time, such as people who write; a test waits for what it expects instead. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((later) => {
    setTimeout(later, milliseconds);
  });
