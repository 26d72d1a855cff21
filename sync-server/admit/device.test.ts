import { expect, test } from 'vitest';
import { deviceOf } from './device.ts';

const mozilla = (system: string, rest: string): string => `Mozilla/5.0 (${system}) ${rest}`;
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const APPLE = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';

test.each([
  [mozilla('Windows NT 10.0; Win64; x64', `${WEBKIT} Chrome/131.0.0.0 Safari/537.36`), 'Chrome', 'Windows', 'desktop'],
  [
    mozilla('Windows NT 10.0; Win64; x64', `${WEBKIT} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`),
    'Edge',
    'Windows',
    'desktop',
  ],
  [
    mozilla('Windows NT 10.0; Win64; x64', `${WEBKIT} Chrome/130.0.0.0 YaBrowser/24.12.0.0 Safari/537.36`),
    'Yandex Browser',
    'Windows',
    'desktop',
  ],
  [mozilla('Linux; Android 10; K', `${WEBKIT} Chrome/131.0.0.0 Mobile Safari/537.36`), 'Chrome', 'Android', 'phone'],
  [mozilla('Linux; Android 10; K', `${WEBKIT} Chrome/131.0.0.0 Safari/537.36`), 'Chrome', 'Android', 'tablet'],
  [
    mozilla('Linux; Android 14; SM-S918B', `${WEBKIT} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`),
    'Samsung Internet',
    'Android',
    'phone',
  ],
  [
    mozilla('iPhone; CPU iPhone OS 18_1 like Mac OS X', `${APPLE} Version/18.1 Mobile/15E148 Safari/604.1`),
    'Safari',
    'iOS',
    'phone',
  ],
  [
    mozilla('iPhone; CPU iPhone OS 18_1 like Mac OS X', `${APPLE} CriOS/131.0 Mobile/15E148 Safari/604.1`),
    'Chrome',
    'iOS',
    'phone',
  ],
  [
    mozilla('iPad; CPU OS 12_5 like Mac OS X', `${APPLE} Version/12.1 Mobile/15E148 Safari/604.1`),
    'Safari',
    'iPadOS',
    'tablet',
  ],
  [mozilla('Macintosh; Intel Mac OS X 10_15_7', `${APPLE} Version/18.1 Safari/605.1.15`), 'Safari', 'macOS', 'desktop'],
  [mozilla('X11; Linux x86_64; rv:133.0', 'Gecko/20100101 Firefox/133.0'), 'Firefox', 'Linux', 'desktop'],
  [mozilla('X11; CrOS x86_64 14541.0.0', `${WEBKIT} Chrome/131.0.0.0 Safari/537.36`), 'Chrome', 'ChromeOS', 'desktop'],
])('VISIT3 a browser is known by what it says of itself: %s', (agent, browser, system, kind) => {
  expect(deviceOf(agent)).toEqual({ browser, system, kind });
});

test('VISIT3 of a page within an app, whose browser does not name itself, the device is known and no browser is', () => {
  const within = (system: string) => deviceOf(mozilla(system, `${APPLE} Mobile/15E148`));
  expect(within('iPhone; CPU iPhone OS 17_5 like Mac OS X')).toEqual({ system: 'iOS', kind: 'phone' });
  expect(within('iPad; CPU OS 17_5 like Mac OS X')).toEqual({ system: 'iPadOS', kind: 'tablet' });
});

test.each(['', 'node', 'curl/8.0', 'x'.repeat(10_000)])('VISIT3 what is no browser is not named', (agent) => {
  expect(deviceOf(agent)).toBeNull();
});
