import type { LinkState } from '#client/interface.ts';
import type { Texts } from '../texts/texts.ts';

/** The line under the name: never more than what is so. */
export interface Truth {
  readonly tone: 'good' | 'busy' | 'away';
  readonly say: (texts: Texts) => string;
}

export function truthOf(link: LinkState['state'], waiting: number, isStarted: boolean, isUnattended: boolean): Truth {
  if (link === 'stopped') return { tone: 'away', say: ({ truth }) => truth.stopped };
  if (link === 'offline') {
    return { tone: 'away', say: ({ truth }) => (waiting > 0 ? truth.waiting(waiting) : truth.offline) };
  }
  if (link === 'connecting') return { tone: 'busy', say: ({ truth }) => truth.connecting };
  if (waiting > 0) return { tone: 'busy', say: ({ truth }) => truth.sending };
  if (isUnattended && !isStarted) return { tone: 'away', say: ({ truth }) => truth.nobody };
  return { tone: 'good', say: ({ truth }) => (isStarted ? truth.synced : truth.answers) };
}
