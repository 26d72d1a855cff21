import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { manifest } from './app/manifest.ts';
import { emojiData } from './scripts/emoji-data.ts';
import { nodesOnce } from './scripts/nodes-once.ts';
import { shortNames } from './scripts/short-names.ts';

/** The app's own version: names its files' manifest, and is what the update prompt compares. */
const version = Date.now().toString(36);
const server = process.env.HOLDLINE_DEV_SERVER ?? 'http://127.0.0.1:8080';

/** The operator's app. The widget has a config of its own. */
export default defineConfig({
  root: 'app',
  define: { APP_BUILD: JSON.stringify(version) },
  server: {
    proxy: {
      '/api': server,
      '/sync': { target: server, ws: true },
      '/widget.js': server,
      '/widget': server,
      '/demo': server,
      '/docs': server,
    },
  },
  // What screens share is a file for each set of screens that want it, many as small as an icon. Small ones go together: a first visit asks
  // for a quarter fewer files. From 4,000 on too much of what is wanted later comes with the first screen. What the page tells Kit (its
  // version) stays by itself: the page does so before all else is read, and what was read before took every version for a newer one (APP15).
  build: {
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // By itself too: merged with the frame of pages it brought that to the first screen, which has no use for either.
            { name: 'asking', test: /[\\/]account[\\/]asking\.ts$/, priority: 1 },
            { name: 'payload', test: /[\\/]runtime[\\/]client[\\/]payload\.js$/, priority: 1 },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 2_000 },
          ],
        },
      },
    },
  },
  plugins: [
    emojiData(),
    nodesOnce(),
    shortNames(),
    sveltekit({
      // Relative to this file's folder, as is everything the adapter writes.
      // With its compressed forms beside each file: made once here, not at each start of a server.
      adapter: adapter({ pages: 'build/app', fallback: 'index.html', precompress: true }),
      version: { name: version, pollInterval: 0 },
      serviceWorker: { register: false },
      paths: { relative: false },
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The one style attribute there is: of Kit's live region that says the new page's title.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          // blob: files of conversations, which are fetched with who one is and shown from memory.
          'img-src': ['self', 'data:', 'blob:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
        },
      },
    }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      outDir: '.svelte-kit/output/client',
      injectRegister: false,
      registerType: 'prompt',
      manifest,
      injectManifest: {
        globPatterns: ['_app/**/*.{js,css,woff2}', '*.{js,svg}', 'icons/*.png'],
        globIgnores: ['sw.js'],
        // The adapter writes the page itself after this plugin has looked.
        additionalManifestEntries: [{ url: '/index.html', revision: version }],
      },
    }),
  ],
});
