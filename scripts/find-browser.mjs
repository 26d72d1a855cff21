/** Finds the Chromium that browser tests run in, or brings one. */
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './house.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * @returns {string | undefined} path of an installed browser: CHROMIUM_PATH first, then the usual names in PATH and /usr/bin.
 *   A CHROMIUM_PATH that names nothing runnable is a mistake to be told, so it throws instead of choosing another one.
 */
export function findBrowser() {
  const wished = process.env.CHROMIUM_PATH;
  if (wished) {
    if (!isProgram(wished)) throw new Error(`CHROMIUM_PATH names no program: ${wished}`);
    return wished;
  }
  const folders = [...(process.env.PATH ?? '').split(':').filter(Boolean), '/usr/bin'];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

/**
 * Finds a browser, else installs the distribution's, else Playwright's own.
 *
 * @returns {Promise<string | undefined>} its path; undefined means that Playwright knows where its own one is
 */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium …');
    const environment = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-q'], { show: true, environment });
    await run('apt-get', ['install', '-y', '-q', 'chromium'], { show: true, environment });
    const installed = findBrowser();
    if (installed) return installed;
  }
  console.log("Installing Playwright's Chromium …");
  await run('playwright', ['install', 'chromium'], { show: true });
  return undefined;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
