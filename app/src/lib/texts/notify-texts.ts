import type { CallKind } from '#schema/notify/call.ts';
import type { Sound } from '#schema/docs/notification-settings.ts';

/** How a person is called: sounds, and what the system shows. */
export interface NotifyTexts {
  readonly title: string;
  readonly lead: string;
  readonly kind: { readonly [Kind in CallKind]: string };
  readonly sound: string;
  readonly sounds: { readonly [Name in Sound | 'none']: string };
  readonly play: (sound: string) => string;
  readonly repeats: string;
  readonly shows: string;
  readonly volume: string;
  readonly volumeHint: string;
  readonly quiet: string;
  readonly quietHint: (zone: string) => string;
  readonly from: string;
  readonly to: string;
  readonly hidesWords: string;
  readonly hidesWordsHint: string;
  /** The browser allows no sound before somebody has touched the page. */
  readonly blocked: string;
  readonly allowSound: string;
  readonly device: string;
  readonly allowed: { readonly [State in 'granted' | 'denied' | 'default' | 'impossible']: string };
  readonly allow: string;
}
