import { build, type Plugin } from 'vite';

const NAMES = ['intercom', 'crisp', 'chatwoot'];

/** Each adapter a file by itself and no module: pages load it where they loaded the other chat's script, which is none either. */
export const adapterFiles = (): Plugin => ({
  name: 'holdline-adapters',
  async closeBundle() {
    for (const name of NAMES) {
      await build({
        configFile: false,
        root: import.meta.dirname,
        publicDir: false,
        logLevel: 'warn',
        build: {
          outDir: '../../build/widget/widget/adapters',
          emptyOutDir: false,
          target: 'es2022',
          reportCompressedSize: false,
          lib: { entry: `${import.meta.dirname}/${name}.ts`, name, formats: ['iife'], fileName: () => `${name}.js` },
        },
      });
    }
  },
});
