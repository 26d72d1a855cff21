import type { Rejection } from '#schema/rejection.ts';
import type { RefusedTexts } from './refused-texts.ts';

/** Which of the few sentences a visitor understands says why a command was refused. */
export function reasonOf({ reason }: Rejection): keyof RefusedTexts['reasons'] {
  if (reason === 'too-long') return 'tooLong';
  if (reason === 'too-late') return 'tooLate';
  if (reason === 'suspended') return reason;
  return reason === 'daily-limit' ? 'dailyLimit' : 'other';
}
