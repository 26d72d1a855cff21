import { readFileSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { emojiData } from '../scripts/emoji-data.ts';
import { adapterFiles } from './adapters/build-adapters.ts';
import { manualFiles } from './manual/build-manual.ts';
import { leanPlugin } from './lean/lean-plugin.ts';
import { packPlugin } from './lean/pack-plugin.ts';

/** `holdline.d.ts`: a file of types only is its own declaration. */
const publishedTypes = (): Plugin => ({
  name: 'holdline-published-types',
  generateBundle() {
    const source = readFileSync(`${import.meta.dirname}/api/holdline.ts`, 'utf8');
    this.emitFile({ type: 'asset', fileName: 'widget/holdline.d.ts', source });
  },
});

/**
 * One small module that every page loads (`widget.js`), and the panel beside it under `widget/`, loaded on intent. Addresses
 * within are relative, because the files are served to pages of other origins.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: false,
  plugins: [
    leanPlugin(),
    packPlugin(),
    publishedTypes(),
    adapterFiles(),
    manualFiles(),
    emojiData(),
    svelte({
      configFile: false,
      // `tree` builds elements without innerHTML: a host that demands Trusted Types would refuse the rest.
      compilerOptions: { fragments: 'tree', css: 'external', runes: true },
    }),
  ],
  build: {
    outDir: '../build/widget',
    emptyOutDir: true,
    target: 'es2022',
    // light-dark() and oklch() stay as they are written.
    cssTarget: ['chrome123', 'safari17.5', 'firefox128'],
    reportCompressedSize: false,
    // As a library, because Vite wraps every import() of a page in 1.5 KB that puts link elements into it, which a strict host blocks.
    lib: { entry: { widget: `${import.meta.dirname}/loader/loader.ts` }, formats: ['es'] },
    rolldownOptions: {
      // Nothing we use from packages works by being imported, and no getter of ours does anything.
      treeshake: { moduleSideEffects: [{ test: /node_modules/, sideEffects: false }], propertyReadSideEffects: false },
      optimization: { inlineConst: { mode: 'all', pass: 3 } },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'widget/[name]-[hash:6].js',
        minify: false,
        // Names cost bytes in every file that calls others: six digits tell enough versions of one file apart.
        hashCharacters: 'hex',
        // Svelte and all else that later parts share with the panel is in the panel's own file: one request, and 1 KB less.
        // What rules and parts of the panel share is in one file: the loader names each that the rules stand on.
        codeSplitting: {
          groups: [
            { name: 'panel', test: /widget\/panel\/panel\.ts$/ },
            { name: 'way', test: /widget\/way\.ts$|schema\/site\/rules\/matches\.ts$/ },
          ],
        },
      },
    },
  },
});
