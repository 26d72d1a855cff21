/**
 * `npm run check:sizes`: gzipped JavaScript that a browser must load before anything is seen, against size-budgets.json.
 * A file counts with all that it imports statically; what it imports on demand does not count. With a folder as its argument
 * it measures that build instead of ours. The widget's loader counts as its server sends it, with what it puts before it for a site
 * whose owner has changed nothing.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DEFAULT_SITE } from '../schema/site/site-id.ts';
import { publicSiteOf, siteSettingsFrom } from '../schema/site/site-settings.ts';
import { toldBefore } from '../sync-server/api/files/widget-loader.ts';
import { ensureBuilt, main, root } from './house.mjs';

/** @typedef {{ name: string, folder: string, entry: string | string[], bytes: number, served?: true }} Budget */

const givenFolder = process.argv[2];
if (givenFolder === undefined) await main(() => ensureBuilt());
/** Letters leave, as from every server that is set up. */
const before = toldBefore({ ...publicSiteOf(DEFAULT_SITE, siteSettingsFrom(null)), mails: true });
const build = givenFolder === undefined ? join(root, 'build') : resolve(givenFolder);

/** @type {Budget[]} */
const budgets = JSON.parse(readFileSync(join(root, 'scripts', 'size-budgets.json'), 'utf8'));
process.exit(budgets.map(isWithin).every(Boolean) ? 0 : 1);

/** @param {Budget} budget */
function isWithin(budget) {
  const folder = join(build, budget.folder);
  const all = filesIn(folder);
  const found = [budget.entry].flat().map((entry) => {
    const pattern = new RegExp(entry);
    return { entry, files: all.filter((file) => pattern.test(relative(folder, file))) };
  });
  // A renamed file must not make its budget disappear.
  const missing = found.find(({ files }) => files.length === 0);
  if (missing) {
    console.log(`${budget.name}: no file of ${budget.folder}/ matches ${missing.entry}`);
    return false;
  }
  const entries = found.flatMap((one) => one.files);
  const files = withStaticImports(
    entries.flatMap((file) => (file.endsWith('.html') ? scriptsOf(file, folder) : [file])),
  );
  const sent = (/** @type {string} */ file) => (budget.served ? before : '') + readFileSync(file, 'utf8');
  const bytes = files.reduce((sum, file) => sum + gzipSync(sent(file)).length, 0);
  const isFine = bytes > 0 && bytes <= budget.bytes;
  console.log(
    `${budget.name}: ${bytes} of ${budget.bytes} bytes in ${files.length} files${isFine ? '' : ' — too large'}`,
  );
  return isFine;
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * What Kit's fallback page loads at once, and the layout and page of `/`, which its router imports in the same breath.
 *
 * @param {string} page
 * @param {string} folder that `/` stands for
 */
function scriptsOf(page, folder) {
  const html = readFileSync(page, 'utf8');
  const named = [...html.matchAll(/(?:href=|src=|import\()\s*["']?([^"'\s>)]+\.js)/g)];
  const loaded = [...new Set(named.map((match) => join(folder, new URL(`${match[1]}`, 'http://page/').pathname)))];
  const nodes = loaded.flatMap((file) => nodesOfFirstPage(file, folder));
  if (nodes.length === 0) throw new Error(`${relative(folder, page)} loads no table of routes with "/" in it`);
  return [...new Set([...loaded, ...nodes])];
}

/**
 * @param {string} file one of Kit's entries; only the one with the table of routes gives anything
 * @param {string} folder
 */
function nodesOfFirstPage(file, folder) {
  const routes = [...readFileSync(file, 'utf8').matchAll(/"(\/[^"]*)":\[([^\]]*(?:\[[^\]]*\])?)/g)];
  const first = routes.find(([, route]) => route?.replaceAll(/\/\([^)]*\)/g, '').replace(/^\/$/, '') === '');
  if (!first) return [];
  const numbers = new Set(['0', ...(first[2]?.match(/\d+/g) ?? [])]);
  return filesIn(folder).filter((node) => numbers.has(/\/nodes\/(\d+)\.[^/]*\.js$/.exec(node)?.[1] ?? ''));
}

/** @param {readonly string[]} entries */
function withStaticImports(entries) {
  const seen = new Set(entries);
  for (const file of seen) {
    const text = readFileSync(file, 'utf8');
    for (const match of text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)) {
      seen.add(resolve(dirname(file), `${match[1]}`));
    }
  }
  return [...seen];
}
