import { expect, test } from 'vitest';
import { fetchedFirst } from './fetched-first.ts';

const CHUNKS = {
  'widget.js': { imports: [] },
  'widget/panel-1.js': { imports: ['widget/runtime-1.js'] },
  'widget/runtime-1.js': { imports: [] },
  'widget/rating-1.js': { imports: ['widget/panel-1.js', 'widget/fields-1.js'] },
  'widget/fields-1.js': { imports: ['widget/panel-1.js', 'widget/words-1.js'] },
  'widget/words-1.js': { imports: [] },
};

test('WID14 a file is fetched with all that it stands on, and without what is there already', () => {
  expect(fetchedFirst('const open = () => import("./widget/panel-1.js");', 'widget.js', CHUNKS)).toMatch(
    /const open = \(\) => fetchedFirst\("\.\/widget\/panel-1\.js", "\.\/widget\/runtime-1\.js"\);$/,
  );
  expect(fetchedFirst(`rate(import('./rating-1.js'))`, 'widget/panel-1.js', CHUNKS)).toMatch(
    /rate\(fetchedFirst\("\.\/rating-1\.js", "\.\/fields-1\.js", "\.\/words-1\.js"\)\)$/,
  );
});

test('WID14 code that imports nothing late stays as it is, and what is no file of the widget is told', () => {
  const code = 'import { a } from "./words-1.js"; export const b = import(address) && a;';
  expect(fetchedFirst(code, 'widget/fields-1.js', CHUNKS)).toBe(code);
  expect(() => fetchedFirst('import("./gone-1.js")', 'widget/panel-1.js', CHUNKS)).toThrow('widget/gone-1.js');
});
