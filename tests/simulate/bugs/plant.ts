/**
 * Loaded before everything else (`node --import`): gives one module with one line broken in place of the real one. So bugs are
 * planted in the real code, and the real code needs no switch for it.
 */
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { BUGS } from './bugs.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const planted = BUGS.find(({ name }) => name === process.env['HOLDLINE_PLANTED_BUG']);

if (planted !== undefined)
  registerHooks({
    load: (url, context, load) => {
      const loaded = load(url, context);
      const changes = planted.changes.filter(({ file }) => url === new URL(file, `file://${ROOT}`).href);
      if (changes.length === 0) return loaded;
      const { source: bytes = '' } = loaded;
      let source = typeof bytes === 'string' ? bytes : Buffer.from(bytes as Uint8Array).toString('utf8');
      for (const { file, replace, by } of changes) {
        if (source.split(replace).length !== 2)
          throw new Error(`"${planted.name}" cannot be planted: ${file} does not hold this line once: ${replace}`);
        source = source.replace(replace, () => by);
      }
      return { ...loaded, source };
    },
  });
