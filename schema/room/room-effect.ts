import type { Author } from '../words.ts';

/** What only happens in rooms. Words, and what lies over them, are those of any conversation. */
export type RoomEffect =
  /** `direct`: of two people, without a name. */
  | { readonly kind: 'room-opened'; readonly name: string; readonly members: readonly Author[]; readonly direct?: true }
  | { readonly kind: 'room-renamed'; readonly name: string }
  | { readonly kind: 'room-joined'; readonly who: readonly Author[] }
  /** By oneself, or by another member. */
  | { readonly kind: 'room-left'; readonly who: Author };
