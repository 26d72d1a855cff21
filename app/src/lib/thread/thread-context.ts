import { getContext, setContext } from 'svelte';
import type { Thread } from './thread.svelte.ts';

const KEY = Symbol('thread');

/** For what stands deep in the open conversation. */
export const provideThread = (thread: Thread): Thread => setContext(KEY, thread);
export const useThread = (): Thread => getContext<Thread>(KEY);
