import type { CommandId, ConversationId } from '#schema/ids.ts';

/** A file as the database knows it. Times in ms. */
export interface FileRow {
  readonly id: CommandId;
  readonly conversation: ConversationId;
  /** Who uploads it. */
  readonly author: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly state: 'coming' | 'whole' | 'asked' | 'sent' | 'gone';
  readonly message: CommandId | null;
  readonly sha256: string | null;
  readonly createdAt: number;
}

/** What the writer does to rows of files; all of an order or none. `at`: now, ms. */
export type FileChange =
  | { readonly kind: 'put'; readonly row: FileRow }
  /** All bytes are here, looked at and on the disk. */
  | { readonly kind: 'whole'; readonly row: FileRow; readonly at: number }
  /** A message says it. */
  | {
      readonly kind: 'said';
      readonly id: CommandId;
      readonly message: CommandId;
      readonly asks: boolean;
      readonly at: number;
    }
  /** It asked, and may be read; or it is to go. */
  | { readonly kind: 'accepted' | 'gone'; readonly message: CommandId; readonly at: number }
  | { readonly kind: 'drop'; readonly id: CommandId };
