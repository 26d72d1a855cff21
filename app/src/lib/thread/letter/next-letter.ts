import { LETTER_FRESH_FOR, letterDueAt } from '#schema/conversation/letter-due.ts';
import type { DeskLine } from '#schema/docs/desk-document.ts';
import { isMailbox } from '#schema/mail/mail-server.ts';
import { NOBODY_FOR, tellsNobodyThere } from '#schema/mail/nobody-there.ts';
import type { KnownSite } from '#schema/site/site.ts';
import type { Line } from '../lines.ts';

/** What becomes of answers that their visitor has not seen (MAIL11). Time in ms. */
export type NextLetter =
  | { readonly kind: 'goes'; readonly at: number; readonly to: string }
  | { readonly kind: 'none'; readonly why: NoLetter; readonly to: string };
export type NoLetter = 'no-address' | 'off' | 'never' | 'stopped' | 'refused' | 'blocked';

export interface Unseen {
  readonly lines: readonly Line[];
  /** Of staff's own document: what became of letters before. */
  readonly told: readonly DeskLine[];
  readonly seen: number;
  readonly site: Pick<KnownSite, 'letters'> | undefined;
  readonly email: string;
  readonly isBlocked: boolean;
  readonly now: number;
}

/** For that long it may be seen any moment; of what will not be mailed nobody needs to hear at once. */
const SAID_AFTER = { goes: 3_000, none: 60_000 } as const;

/** Null: there is nothing to tell. By what this device knows: without a line it may be seen by now. */
export function nextLetter({ lines, told, seen, site, email, isBlocked, now }: Unseen): NextLetter | null {
  const unseen = lines.flatMap((line) =>
    line.kind === 'words' &&
    line.isOurs &&
    isSaid(line) &&
    line.text !== null &&
    line.message.seq > seen &&
    line.message.at >= now - LETTER_FRESH_FOR &&
    !line.mailed
      ? [line.message.at]
      : [],
  );
  const [first, last] = [unseen[0], unseen.at(-1)];
  const letters = site?.letters;
  if (first === undefined || last === undefined || letters === undefined) return null;
  const none = (why: NoLetter): NextLetter | null =>
    now - first < SAID_AFTER.none ? null : { kind: 'none', why, to: email };
  if (letters === 'off' || letters === 'never') return none(letters);
  if (isBlocked) return none('blocked');
  if (!isMailbox(email)) return none('no-address');
  const before = told.findLast((line) => line.kind === 'mailed' && line.to === email);
  const { why, detail } = (before?.kind === 'mailed' && before.failed) || {};
  if (why === 'stopped') return none(why);
  // A letter that was refused for itself, or for its sender, says nothing of the next. Without a word of the server it was not tried.
  const isNobodyThere = why === 'refused' && (detail === undefined || tellsNobodyThere(detail));
  if (isNobodyThere && nobodySince(told, email) > now - NOBODY_FOR) return none(why);
  return now - first < SAID_AFTER.goes ? null : { kind: 'goes', at: letterDueAt(first, last, letters), to: email };
}

/** When a mail server last said so, ms: that a letter was not tried for it does not make it longer. */
const nobodySince = (told: readonly DeskLine[], email: string): number =>
  told.findLast((line) => line.kind === 'mailed' && line.to === email && line.failed?.detail !== undefined)?.at ?? 0;

/** The server has it. */
const isSaid = ({ mark }: Line & { readonly kind: 'words' }): boolean =>
  mark === null || mark === 'accepted' || mark === 'delivered' || mark === 'seen';
