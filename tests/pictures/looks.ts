import type { BrowserContextOptions } from '@playwright/test';
import type { ShopWords } from '../e2e/fixtures/shop-site.ts';

/** How the pictures look: a device, a theme, a language, a workspace. */
export interface Look {
  readonly name: string;
  readonly workspace: 'shop' | 'crowd' | 'nothing';
  readonly isPhone: boolean;
  readonly isOffline: boolean;
  readonly context: BrowserContextOptions;
  /** Only of what visitors see: the page that the chat stands on, as it says of itself. */
  readonly shop?: ShopWords;
}

const DESKTOP = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 };

function look(
  name: string,
  {
    workspace = 'shop',
    locale = 'en-GB',
    dark = false,
    isOffline = false,
  }: { workspace?: Look['workspace']; locale?: string; dark?: boolean; isOffline?: boolean } = {},
): Look {
  const isPhone = name.startsWith('phone');
  const context: BrowserContextOptions = {
    ...(isPhone ? PHONE : DESKTOP),
    locale,
    timezoneId: 'Europe/Warsaw',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  };
  return { name, workspace, isPhone, isOffline, context };
}

/** What a customer's page or a visitor's screen may be, and a desk is not. */
function ofVisitors(name: string, shop: ShopWords, context: BrowserContextOptions = {}, given?: object): Look {
  const { context: usual, ...rest } = look(name, given);
  return { ...rest, shop, context: { ...usual, ...context } };
}

const RUSSIAN = { language: 'ru' };
const ARABIC = { language: 'ar', direction: 'rtl' } as const;

export const LOOKS: readonly Look[] = [
  look('desktop'),
  look('desktop-dark', { dark: true }),
  look('phone'),
  look('phone-dark', { dark: true }),
  look('desktop-russian', { locale: 'ru-RU' }),
  look('phone-russian', { locale: 'ru-RU' }),
  look('desktop-polish', { locale: 'pl-PL' }),
  look('phone-polish', { locale: 'pl-PL' }),
  look('desktop-offline', { isOffline: true }),
  look('phone-offline', { isOffline: true }),
  look('desktop-empty', { workspace: 'nothing' }),
  look('phone-empty', { workspace: 'nothing' }),
  look('desktop-overfull', { workspace: 'crowd' }),
  look('phone-overfull', { workspace: 'crowd' }),
  ofVisitors('phone-small-russian', RUSSIAN, { viewport: { width: 320, height: 568 } }, { locale: 'ru-RU' }),
  ofVisitors('phone-across-russian', RUSSIAN, { viewport: { width: 667, height: 375 } }, { locale: 'ru-RU' }),
  // 1440 × 900 at 200 %.
  ofVisitors('desktop-zoomed', {}, { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }),
  ofVisitors('desktop-host-dark', { scheme: 'dark' }),
  ofVisitors('desktop-host-rtl', ARABIC),
  ofVisitors('phone-host-rtl', ARABIC),
];
