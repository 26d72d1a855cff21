import { fullTime } from '../dates.ts';
import type { PartHost } from '../parts/part.ts';

/** Why nothing can be sent by a form now, as the notice says it; null: it can. What was filled in stays there (BLOCK2). */
export function suspendedWords({ chat, options, texts }: Pick<PartHost, 'chat' | 'options' | 'texts'>): string | null {
  const { suspendedUntil: until } = chat;
  return until === 0 ? null : texts.suspended(until === null ? null : fullTime(options.language, until));
}
