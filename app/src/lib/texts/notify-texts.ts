import type { CallKind } from '#schema/notify/call.ts';
import type { Sound } from '#schema/docs/notification-settings.ts';
import type { Hop, HopState, Trouble } from '../notify/hops.ts';

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
  /** While no page of the app is open. */
  readonly push: {
    readonly label: string;
    readonly hint: string;
    readonly failed: {
      readonly [
        Failure in 'not-allowed' | 'no-worker' | 'no-service' | 'no-network' | 'unauthorized' | 'broken'
      ]: string;
    };
  };
  /** The way of a notification, hop by hop. */
  readonly test: {
    readonly title: string;
    readonly hint: string;
    readonly button: string;
    readonly hop: { readonly [One in Hop]: string };
    readonly state: { readonly [Kind in HopState['kind']]: string };
    readonly answered: (status: number) => string;
    /** What to change. */
    readonly trouble: { readonly [One in Trouble]: string };
    readonly fine: string;
    readonly quietNow: string;
  };
}
