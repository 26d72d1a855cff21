import { deviceOf } from '../admit/device.ts';

/** What crawlers, monitors and scripted browsers that look like a browser otherwise say of themselves. Cubot makes phones. */
const BOTS =
  /(?<!cu)bot\b|crawl|spider|slurp|headless|lighthouse|pagespeed|ptst\/|monitor|pingdom|uptime|archiv|python|curl|wget|java\/|go-http|node|axios|phantom|selenium|puppeteer|playwright|cypress|facebookexternalhit|bingpreview|google-?(?:other|extended|read-aloud|inspectiontool)|mediapartners|validator|scrap/i;

/** A page within an app on a phone or tablet of Apple's, whose browser does not name itself. */
const WITHIN_APP = /AppleWebKit\/.*\bMobile\//;

/** Longer ones are no browser's. */
const MOST = 512;

/** Whether a visitor that says this of itself is none: a program that says so, or no browser at all. What says nothing is one too. */
export const isBot = (agent: string | undefined): boolean =>
  agent === undefined ||
  agent.length > MOST ||
  BOTS.test(agent) ||
  (deviceOf(agent)?.browser === undefined && !WITHIN_APP.test(agent));
