/** The way of a call from our server to a person's ear, hop by hop. */
export const HOPS = ['allowed', 'worker', 'subscribed', 'sent', 'received', 'shown', 'sound'] as const;
export type Hop = (typeof HOPS)[number];

/** Why it did not get past a hop, in a word that each language has a sentence for. */
export type Trouble =
  | 'denied'
  | 'not-asked'
  | 'impossible'
  | 'no-worker'
  | 'push-off'
  | 'no-network'
  | 'unknown'
  | 'unreachable'
  | 'refused'
  | 'gone'
  | 'too-many'
  | 'not-received'
  | 'not-shown'
  | 'blocked'
  | 'mute'
  | 'no-sound';

export type HopState =
  | { readonly kind: 'to-come' | 'under-way' | 'not-reached' }
  /** `status`: what the push service answered. */
  | { readonly kind: 'passed'; readonly status?: number }
  | { readonly kind: 'failed'; readonly trouble: Trouble; readonly status?: number };
