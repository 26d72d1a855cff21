import type { BrowserContextOptions } from '@playwright/test';

/** How the pictures look: a device, a theme, a language, a workspace. */
export interface Look {
  readonly name: string;
  readonly workspace: 'shop' | 'crowd' | 'nothing';
  readonly isPhone: boolean;
  readonly isOffline: boolean;
  readonly context: BrowserContextOptions;
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
];
