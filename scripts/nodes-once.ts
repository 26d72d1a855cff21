/**
 * A page's code is imported once. Kit imports the code of a page and of all its layouts at each navigation, and for a browser an import
 * of what is there already is no small thing: it walks the whole graph of modules, task by task (docs/decisions/switching.md).
 */
import type { Plugin } from 'vite';

/** Where Kit writes the list of its pages' loaders. */
const LIST = /client-optimized\/app\.js$/;

/** What was not to be had (a line that broke) is asked for again the next time. */
const ONCE = `const once = (load) => {
	let loaded;
	return () => (loaded ??= load().catch((error) => {
		loaded = undefined;
		throw error;
	}));
};
`;

/** The list with loaders that load once; null when Kit writes it in another way by now. */
export function loadingOnce(list: string): string | null {
  const once = list.replace(/\(\) => import\('\.\/nodes\/\d+'\)/g, 'once($&)');
  return once === list ? null : ONCE + once;
}

export function nodesOnce(): Plugin {
  let isDone = false;
  return {
    name: 'nodes-once',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    transform(code, id) {
      const once = LIST.test(id) ? loadingOnce(code) : null;
      if (once === null) return undefined;
      isDone = true;
      return { code: once, map: null };
    },
    buildEnd(error) {
      if (error === undefined && !isDone)
        this.error('Kit writes the list of its pages in another way by now: nodes-once');
    },
  };
}
