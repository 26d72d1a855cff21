import type { CommandId, ConversationId, VisitorId } from '#schema/ids.ts';

export type LetterKind = 'answer' | 'transcript';
/** `refused`: it failed because nobody is at its address, which no other letter tries again for a while. */
export type LetterState = 'waiting' | 'sent' | 'failed' | 'refused' | 'dropped';

/** One letter in the outbox. Times in ms. */
export interface LetterRow {
  readonly id: CommandId;
  readonly kind: LetterKind;
  readonly conversation: ConversationId;
  readonly visitor: VisitorId;
  /** It tells what was said after the first entry up to the second. */
  readonly since: number;
  readonly through: number;
  /** The command that asked for it, or its own id. */
  readonly askedBy: CommandId;
  readonly madeAt: number;
  readonly state: LetterState;
  readonly tries: number;
  /** When it is tried next, or was settled. */
  readonly nextAt: number;
  /** The same at every try; null before the first. */
  readonly messageId: string | null;
  /** To whom it left. */
  readonly addressKey: string | null;
  /** The command that tells the desk what became of it; null: told, or nothing to tell. */
  readonly telling: CommandId | null;
}

export type LetterChange =
  /** Nothing when there is one that was asked for by the same. */
  | { readonly kind: 'add'; readonly row: LetterRow }
  /** A try that changed nothing for good, or what became of it. */
  | {
      readonly kind: 'tried';
      readonly row: Pick<LetterRow, 'id' | 'state' | 'tries' | 'nextAt' | 'messageId' | 'addressKey' | 'telling'>;
    }
  | { readonly kind: 'told'; readonly id: CommandId }
  | { readonly kind: 'stop'; readonly addressKey: string; readonly at: number }
  | { readonly kind: 'resume'; readonly addressKey: string }
  /** Addresses that were refused are tried again: it was said by another mail server, or of another sender. */
  | { readonly kind: 'forget-refusals' };
