import type { MessageId } from '../ids.ts';
import { EDIT_WINDOW } from '../limits.ts';
import type { Rejection } from '../rejection.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Actor } from '../words.ts';
import type { Facts } from './definition.ts';

/** The newest text and revision of a message that this actor may still change at `now` (ms). */
export function changeable(
  facts: Pick<Facts, 'message'> & Partial<Pick<Facts, 'head'>>,
  id: MessageId,
  actor: Actor,
  now: number,
): Result<{ readonly text: string; readonly rev: number; readonly isFile: boolean }, Rejection> {
  const found = facts.message(id);
  if (found === null || found.message.kind !== 'text') return fail({ reason: 'not-found' });
  const { message, edit } = found;
  // Its visitor may have written under another id before it was known who that is (IDENT5).
  const isTheirs = actor.kind === 'visitor' && facts.head?.visitor === actor.id;
  if (message.by.kind !== actor.kind || (message.by.id !== actor.id && !isTheirs))
    return fail({ reason: 'not-author' });
  if (edit !== null && 'gone' in edit) return fail({ reason: 'gone' });
  if (now - message.at > EDIT_WINDOW) return fail({ reason: 'too-late' });
  return ok({ text: edit === null ? message.text : edit.text, rev: edit?.rev ?? 0, isFile: Boolean(message.file) });
}
