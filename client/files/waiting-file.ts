import type { CommandId, ConversationId } from '#schema/ids.ts';
import type { Page } from '#schema/words.ts';

/** A file on this device that is not said yet: its bytes have to be with the server first. */
export interface WaitingFile {
  /** The id of the command that will say it, and of its upload. */
  readonly id: CommandId;
  readonly conversation: ConversationId;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly width?: number;
  readonly height?: number;
  /** By the device's clock, ms. */
  readonly writtenAt: number;
  /** As in `message.send`, from the moment it was attached. */
  readonly lastSeen: number;
  readonly offline?: true;
  readonly page?: Page;
  readonly state:
    | { readonly kind: 'waiting' }
    /** Bytes that the server has. */
    | { readonly kind: 'sending'; readonly sent: number }
    /** Not to be sent as it is; stays until its sender has dealt with it. */
    | { readonly kind: 'failed'; readonly failure: FileFailure };
  /** False while it is only in this tab's memory. */
  readonly saved: boolean;
}

export type FileFailure =
  'too-large' | 'type-refused' | 'unclean' | 'too-many' | 'no-room' | 'empty' | 'unreadable' | 'not-allowed' | 'lost';

/** What is attached, where, and how far its author had seen. */
export interface Attached {
  readonly conversation: ConversationId;
  readonly lastSeen: number;
  readonly page?: Page;
}
