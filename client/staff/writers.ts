import type { Author } from '#schema/words.ts';
import type { ClientEnvironment, Timer } from '../environment.ts';

/** Who else wrote into a document within the last seconds, as the server told. */
export interface Writers {
  readonly of: (document: string) => Author | null;
  readonly heard: (document: string, by: Author, changed: () => void) => void;
  readonly close: () => void;
}

const FOR = 5_000;

export function createWriters(ports: Pick<ClientEnvironment, 'setTimeout' | 'clearTimeout'>): Writers {
  const all = new Map<string, { readonly by: Author; readonly timer: Timer }>();
  return {
    of: (document) => all.get(document)?.by ?? null,
    heard: (document, by, changed) => {
      const before = all.get(document);
      if (before !== undefined) ports.clearTimeout(before.timer);
      const timer = ports.setTimeout(() => {
        all.delete(document);
        changed();
      }, FOR);
      all.set(document, { by, timer });
      changed();
    },
    close: () => {
      for (const { timer } of all.values()) ports.clearTimeout(timer);
    },
  };
}
