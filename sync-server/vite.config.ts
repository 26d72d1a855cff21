import { defineConfig } from 'vite';

/**
 * The server as a few files of JavaScript: Node keeps what it reads of each module it loads one by one, sources and types and
 * all, which is more memory than the server itself. Programs of the machine (libsql) stay packages.
 */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: true, external: ['libsql', 'pino'], target: 'node' },
  build: {
    ssr: true,
    outDir: '../build/server',
    emptyOutDir: true,
    target: 'node24',
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        main: `${import.meta.dirname}/main.ts`,
        'checkpoint-worker': `${import.meta.dirname}/commit/checkpoint-worker.ts`,
        'writer-worker': `${import.meta.dirname}/commit/writer-worker.ts`,
        'doctor-worker': `${import.meta.dirname}/operation/doctor/doctor-worker.ts`,
        'backup-worker': `${import.meta.dirname}/operation/backup-worker.ts`,
        'history-worker': `${import.meta.dirname}/search/history-worker.ts`,
      },
      // All in one folder: the threads' programs are found beside the file that starts them.
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        minify: { compress: true, mangle: false },
        comments: false,
      },
    },
  },
});
