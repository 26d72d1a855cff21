/** `node scripts/make-icons.mjs`: draws the app's PNG icons from app/static/icon.svg. Run by hand when the drawing changes. */
import { chromium } from '@playwright/test';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './find-browser.mjs';
import { root } from './house.mjs';

const svg = readFileSync(join(root, 'app', 'static', 'icon.svg'), 'utf8');
const folder = join(root, 'app', 'static', 'icons');
mkdirSync(folder, { recursive: true });

/** A maskable icon is cut to any shape by the system, so its ground fills the square and its sign stays in the middle 80 %. */
const filled = svg.replace('rx="8"', 'rx="0"');
const inset = filled
  .replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"')
  .replace('<rect width="32" height="32"', '<rect x="-4" y="-4" width="40" height="40"');

const executablePath = findBrowser();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const [name, size, drawing] of /** @type {[string, number, string][]} */ ([
  ['icon-192', 192, svg],
  ['icon-512', 512, svg],
  ['maskable-512', 512, inset],
  ['apple-touch-icon', 180, filled],
])) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }</style>${drawing}`,
  );
  writeFileSync(join(folder, `${name}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();
