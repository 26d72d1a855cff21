import { onMount } from 'svelte';

/** A part of the screen whose code is not loaded with it: fetched while nobody waits for it, so that it is there when it is asked for. */
export interface LoadedPart<Module> {
  /** While it is shown. */
  readonly part: Module | null;
  readonly show: () => void;
  readonly hide: () => void;
}

/** What is here already, by how it is loaded: for parts of which there are many on a screen, or one anew with each thing shown. */
const here = new WeakMap<() => Promise<unknown>, unknown>();

/** `load`: always the same function where the part is used again and again; then it is asked for once in the life of the page. */
export function loadPart<Module>(load: () => Promise<Module>): LoadedPart<Module> {
  let module = $state.raw<Module | null>((here.get(load) as Module | undefined) ?? null);
  let isShown = $state(false);
  /** Without a network and not on the device yet: it shows as soon as it is asked for again. */
  const fetched = (): Promise<void> =>
    load().then(
      (loaded) => {
        here.set(load, loaded);
        module = loaded;
      },
      () => undefined,
    );
  onMount(() => {
    if (module !== null) return undefined;
    const timer = setTimeout(() => void fetched(), 1500);
    return () => clearTimeout(timer);
  });
  return {
    get part() {
      return isShown ? module : null;
    },
    show: () => {
      isShown = true;
      if (module === null) void fetched();
    },
    hide: () => (isShown = false),
  };
}
