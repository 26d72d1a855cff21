import type { Device } from '#schema/conversation/visit.ts';

/** Most browsers name others as well, for sites that ask: the first that is found is the one. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bInstagram /, 'Instagram'],
  [/\bFBA[NV]\//, 'Facebook'],
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOPT\/|\bOpera\b/, 'Opera'],
  [/\bYaBrowser\//, 'Yandex Browser'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bUCBrowser\//, 'UC Browser'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrom(?:e|ium)\/|\bCriOS\/|\bHeadlessChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bWindows\b/, 'Windows'],
  [/\biPad\b/, 'iPadOS'],
  [/\biPhone\b|\biPod\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/** Longer ones are no browser's. */
const MOST = 512;

/** What a browser says of itself in `User-Agent`, by families alone; null when it is none that we know. */
export function deviceOf(agent: string): Device | null {
  const text = agent.slice(0, MOST);
  const browser = BROWSERS.find(([mark]) => mark.test(text))?.[1];
  const system = SYSTEMS.find(([mark]) => mark.test(text))?.[1];
  if (browser === undefined && system === undefined) return null;
  return { ...(browser && { browser }), ...(system && { system }), kind: kindOf(text) };
}

function kindOf(text: string): NonNullable<Device['kind']> {
  if (/\biPad\b|\bTablet\b/.test(text) || (/\bAndroid\b/.test(text) && !/\bMobile\b/.test(text))) return 'tablet';
  return /\bMobi|\biPhone\b|\biPod\b/.test(text) ? 'phone' : 'desktop';
}
