/**
 * Files beside the scripts (styles, fonts) are called by their hash alone. What screens share is named after every one of them, a
 * hundred letters a file, and the first screen lists such names five times over for pages that are opened later: half a kilobyte of it
 * with gzip (docs/decisions/switching.md).
 */
import type { Plugin } from 'vite';

/** Kit's pattern without the name; null when Kit writes it in another way by now. */
export function shortNamed(pattern: unknown): string | null {
  return typeof pattern === 'string' && pattern.endsWith('/[name].[hash][extname]')
    ? pattern.replace('[name].', '')
    : null;
}

export function shortNames(): Plugin {
  return {
    name: 'short-names',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    outputOptions(options) {
      const assetFileNames = shortNamed(options.assetFileNames);
      if (assetFileNames === null) return this.error('Kit names its files in another way by now: short-names');
      return { ...options, assetFileNames };
    },
  };
}
