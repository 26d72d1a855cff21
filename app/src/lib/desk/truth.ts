import type { LinkState, OutboxRow } from '#client/interface.ts';
import { CLOSE_CODES } from '#schema/wire/close-codes.ts';
import type { Texts } from '../texts/texts.ts';

interface Waiting {
  readonly replies: number;
  readonly actions: number;
  /** Drafts that only this device has as they are. */
  readonly drafts: number;
  readonly files: number;
}

/** What the truth line says (APP1). */
export type Truth =
  | { readonly state: 'synced' | 'connecting' }
  | ({ readonly state: 'sending' } & Waiting)
  | ({ readonly state: 'offline'; readonly since: number } & Waiting)
  | { readonly state: 'stopped'; readonly code: number };

/** What only this device has of the documents that staff write: drafts, and others that were changed. */
export interface Unsaved {
  readonly drafts: number;
  readonly changes: number;
  readonly files?: number;
}

/**
 * Neither is *Synced*: `isSending`, something has waited longer than one would notice; and not `isConfirmed`, the line is there and what
 * the server has on it has not come yet.
 */
export function truthOf(
  link: LinkState,
  waiting: readonly OutboxRow[],
  { drafts, changes, files = 0 }: Unsaved,
  { isSending, isConfirmed }: { readonly isSending: boolean; readonly isConfirmed: boolean },
): Truth {
  const replies = waiting.filter(({ command }) => command.type === 'message.send').length;
  const actions = waiting.length - replies + changes;
  switch (link.state) {
    case 'stopped':
      return { state: 'stopped', code: link.code };
    case 'offline':
      return { state: 'offline', since: link.since, replies, actions, drafts, files };
    case 'connecting':
      return { state: 'connecting' };
    case 'live':
      if (isSending) return { state: 'sending', replies, actions, drafts, files };
      return { state: isConfirmed ? 'synced' : 'connecting' };
  }
}

export function truthWords(
  { line, files }: Pick<Texts, 'line' | 'files'>,
  truth: Truth,
  timeOf: (at: number) => string,
): string {
  switch (truth.state) {
    case 'synced':
      return line.synced;
    case 'connecting':
      return line.connecting;
    case 'sending':
      return [line.sending, ...waitingWords({ line, files }, truth)].join(' · ');
    case 'offline':
      return [line.offlineSince(timeOf(truth.since)), ...waitingWords({ line, files }, truth)].join(' · ');
    case 'stopped':
      if (truth.code === CLOSE_CODES.unauthorized.code) return line.signInAgain;
      return truth.code === CLOSE_CODES.protocolTooOld.code ? line.tooOld : line.stopped;
  }
}

function waitingWords({ line, files }: Pick<Texts, 'line' | 'files'>, truth: Waiting): readonly string[] {
  return [
    ...(truth.replies > 0 ? [line.repliesWaiting(truth.replies)] : []),
    ...(truth.files > 0 ? [files.waiting(truth.files)] : []),
    ...(truth.actions > 0 ? [line.actionsWaiting(truth.actions)] : []),
    ...(truth.drafts > 0 ? [line.draftsHere(truth.drafts)] : []),
  ];
}
