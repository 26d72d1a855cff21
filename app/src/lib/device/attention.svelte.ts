import { createSubscriber } from 'svelte/reactivity';

const track = createSubscriber((update) => {
  const stop = new AbortController();
  for (const name of ['focus', 'blur'] as const) addEventListener(name, update, { signal: stop.signal });
  document.addEventListener('visibilitychange', update, { signal: stop.signal });
  return () => stop.abort();
});

const attention = {
  /** The page can be seen; its window need not have the focus. */
  get isVisible(): boolean {
    track();
    return document.visibilityState === 'visible';
  },
  /** The page is before somebody's eyes: visible and in focus. */
  get isHere(): boolean {
    track();
    return document.visibilityState === 'visible' && document.hasFocus();
  },
};

/** Whether somebody looks at this page now. */
export const useAttention = (): typeof attention => attention;
