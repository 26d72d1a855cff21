import { getContext, setContext } from 'svelte';
import type { Thread } from './thread.svelte.ts';

const KEY = Symbol('thread');

/** For what stands deep in the open conversation. */
export const provideThread = (thread: Thread): Thread => setContext(KEY, thread);
/** Undefined where words stand that are no visitor's conversation: in a room. */
export const useThread = (): Thread | undefined => getContext<Thread | undefined>(KEY);

/** For what stands only in a conversation. */
export function useOpenThread(): Thread {
  const thread = useThread();
  if (thread === undefined) throw new Error('there is no conversation here');
  return thread;
}
