/** `node grade.mjs <address> <port of a browser> <mobile or desktop>`: one run of Lighthouse, its figures as JSON. A process of its own each time. */
import lighthouse, { desktopConfig } from 'lighthouse';

const [url, port, form] = process.argv.slice(2);
const flags = {
  port: Number(port),
  onlyCategories: ['performance', 'accessibility', 'best-practices'],
  logLevel: /** @type {const} */ ('silent'),
  output: /** @type {const} */ ('json'),
};
const result = await lighthouse(url, flags, form === 'desktop' ? desktopConfig : undefined);
if (!result || result.lhr.runtimeError) throw new Error(result?.lhr.runtimeError?.message ?? 'no result');
const { categories, audits } = result.lhr;
const score = (name) => (categories[name]?.score ?? 0) * 100;
const value = (name) => audits[name]?.numericValue ?? 0;
console.log(
  JSON.stringify({
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    firstPaint: value('first-contentful-paint'),
    largestPaint: value('largest-contentful-paint'),
    blocked: value('total-blocking-time'),
    shift: value('cumulative-layout-shift'),
  }),
);
