import type { Author, Change } from './words.ts';

/** Every reason for which a command can be refused for good. Its text stays on the device and can be edited. */
export type Rejection =
  | { readonly reason: 'invalid'; readonly detail: string }
  | { readonly reason: 'forbidden' }
  | { readonly reason: 'not-found' }
  | { readonly reason: 'conflict' }
  | { readonly reason: 'empty' }
  | { readonly reason: 'too-long' }
  | { readonly reason: 'taken'; readonly by: Author }
  | { readonly reason: 'not-yours'; readonly by: Author | null }
  | { readonly reason: 'closed' }
  | { readonly reason: 'not-author' }
  | { readonly reason: 'too-late' }
  | { readonly reason: 'gone' }
  | { readonly reason: 'no-such-person' }
  | { readonly reason: 'no-such-department' }
  | { readonly reason: 'alone' }
  | { readonly reason: 'too-many' }
  | { readonly reason: 'no-such-file' }
  /** A call cannot be promised for it: everybody who works then has one. */
  | { readonly reason: 'time-taken' }
  | { readonly reason: 'answered' }
  | { readonly reason: 'address-in-use' }
  | { readonly reason: 'daily-limit' }
  /** This visitor may not write for now. */
  | { readonly reason: 'suspended' }
  /** Where this visitor comes from is not known, or is nobody's in particular. */
  | { readonly reason: 'no-address' };

/** What the server answers to a command. `accepted` is said only after the commit is on the disk. Times in ms. */
export type CommandResult =
  | { readonly status: 'accepted'; readonly seq: number; readonly at: number }
  | { readonly status: 'rejected'; readonly rejection: Rejection }
  | { readonly status: 'held'; readonly changes: readonly Change[] }
  | { readonly status: 'retry'; readonly after: number };
