import { createVisitorStore } from '../../visitor-store.ts';
import type { PageMemory } from '../../page-storage.ts';
import type { PartHost } from '../parts/part.ts';

type Ports = {
  readonly environment: Pick<PartHost['environment'], 'localStorage' | 'randomBytes'>;
  readonly options: Pick<PartHost['options'], 'site'>;
  readonly memory: PageMemory;
};

/**
 * Words of whoever goes on as a new visitor are the draft of the record that comes after (IDENT9): nobody may open the chat on this page
 * any more, and the next one has them, unless no storage takes them.
 */
export function keepAsDraft({ environment, options, memory }: Ports, words: string): void {
  const next = createVisitorStore(options.site, environment.localStorage, environment.randomBytes, memory);
  // Another tab may have begun anew already, and somebody goes on there: with the same words, where it had them too.
  const { draft } = next.ensure();
  if (!draft.includes(words)) next.update({ draft: [words, draft].filter(Boolean).join('\n') });
}
