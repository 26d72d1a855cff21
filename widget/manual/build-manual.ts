import { readFileSync } from 'node:fs';
import { build, type Plugin } from 'vite';
import { examplesScript, manualPage } from './page.ts';
import { MANUAL_LANGUAGES } from './words.ts';

/** The manual, `build/widget/manual/`: a page a language, and what runs its examples. */
export const manualFiles = (): Plugin => ({
  name: 'holdline-manual',
  generateBundle() {
    const read = (name: string): string => readFileSync(`${import.meta.dirname}/${name}`, 'utf8');
    const emit = (name: string, source: string) => this.emitFile({ type: 'asset', fileName: `manual/${name}`, source });
    for (const language of MANUAL_LANGUAGES) {
      const { html, manual } = manualPage(language, read(`${language}.md`));
      emit(`${language}.html`, html);
      // Their code is the same in each language (manual.test.ts).
      if (language === 'en') emit('examples.js', examplesScript(manual.examples));
    }
    emit('manual.css', read('manual.css'));
  },
  async closeBundle() {
    await build({
      configFile: false,
      root: import.meta.dirname,
      publicDir: false,
      logLevel: 'warn',
      build: {
        outDir: '../../build/widget/manual',
        emptyOutDir: false,
        target: 'es2022',
        reportCompressedSize: false,
        lib: { entry: `${import.meta.dirname}/live.ts`, name: 'live', formats: ['iife'], fileName: () => 'live.js' },
      },
    });
  },
});
