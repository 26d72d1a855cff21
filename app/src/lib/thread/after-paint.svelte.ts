import { onMount } from 'svelte';

/** A page that nobody sees paints nothing; what waits for it comes then, ms. */
const AT_LAST = 200;

/**
 * Whether this component has been painted once: what can be a frame later is drawn then, so that a conversation stands there with the
 * next frame after the key.
 */
export function afterPaint(): { readonly isPainted: boolean } {
  let isPainted = $state(false);
  onMount(() => {
    let soon: ReturnType<typeof setTimeout> | undefined;
    const draw = (): void => void (isPainted = true);
    const late = setTimeout(draw, AT_LAST);
    // Behind the painting of this frame.
    const frame = requestAnimationFrame(() => (soon = setTimeout(draw)));
    return () => {
      clearTimeout(late);
      clearTimeout(soon);
      cancelAnimationFrame(frame);
    };
  });
  return {
    get isPainted() {
      return isPainted;
    },
  };
}
