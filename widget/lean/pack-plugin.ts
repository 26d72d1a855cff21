import { minify } from 'terser';
import { minifySync, type Plugin } from 'vite';
import { fetchedFirst } from './fetched-first.ts';

/**
 * Each file minified twice: by the bundler's own minifier, which knows what its tree-shaking marked as unused, and after it by terser,
 * whose names and orders repeat more, so that 1.2 KB less are left once compressed. Before the files get their names, because
 * those tell of what is in them.
 */
export function packPlugin(): Plugin {
  return {
    name: 'holdline-pack',
    renderChunk: async (code, { fileName }, _options, { chunks }) => {
      const small = minifySync(fileName, fetchedFirst(code, fileName, chunks), {
        module: true,
        compress: { target: 'es2022' },
        mangle: { toplevel: true },
        codegen: { removeWhitespace: true },
      });
      // As the bundler's `propertyReadSideEffects: false`: no getter of ours does anything.
      const packed = await minify(small.code, {
        module: true,
        ecma: 2020,
        // No function of ours, or of a package, that says nothing of `this` is called with `new`.
        compress: { passes: 3, pure_getters: true, unsafe_arrows: true },
      });
      if (small.errors.length > 0 || packed.code === undefined) throw new Error(`${fileName} could not be minified`);
      return { code: packed.code, map: null };
    },
  };
}
