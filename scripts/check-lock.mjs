/**
 * `npm run check:lock`: package-lock.json records no addresses, holds one single Yjs, and names every platform's packages.
 * With a path as its argument it reads that file instead.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './house.mjs';

/** @typedef {{ resolved?: string, optionalDependencies?: Record<string, string> }} LockedPackage */

const file = process.argv[2] ?? join(root, 'package-lock.json');
/** @type {Record<string, LockedPackage>} */
const packages = JSON.parse(readFileSync(file, 'utf8')).packages;
const places = Object.keys(packages);

const addresses = places.filter((place) => packages[place]?.resolved !== undefined);
const copiesOfYjs = places.filter((place) => place.endsWith('node_modules/yjs'));
const missing = places.flatMap((place) =>
  Object.keys(packages[place]?.optionalDependencies ?? {})
    .filter((name) => !resolves(place, name))
    .map((name) => `${name} (wanted by ${place})`),
);

/** @type {string[]} */
const faults = [];
if (addresses.length > 0) faults.push(`${addresses.length} packages with a recorded address, first ${addresses[0]}`);
// Two copies of Yjs do not know each other's types: `instanceof` fails and updates are lost.
if (copiesOfYjs.length !== 1)
  faults.push(`${copiesOfYjs.length} copies of yjs, exactly 1 is right: ${copiesOfYjs.join(', ')}`);
// npm forgets the packages of other platforms when it changes a lock file beside a full node_modules; `npm ci` then refuses it.
if (missing.length > 0)
  faults.push(`${missing.length} optional packages are not in the lock file, first ${missing[0]}`);

for (const fault of faults) console.log(`package-lock.json: ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);

/**
 * @param {string} place of the package that asks
 * @param {string} name of the package asked for
 * @returns {boolean} whether one of the folders that Node would look into holds it
 */
function resolves(place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
  }
}
