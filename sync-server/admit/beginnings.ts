import type { Giver } from '#schema/commands/any-command.ts';
import { parseDocumentName, type DocumentName } from '#schema/docs/document-name.ts';
import type { VisitorId } from '#schema/ids.ts';
import type { Blocks } from '../blocks/blocks.ts';
import type { KeepStore } from '../keep/keep-store.ts';
import type { Crowd } from './crowd.ts';

/**
 * Asked before a document is made for a visitor: a new token is all that it takes (WIRE7). A conversation counts for its visitor's
 * network, and so does a card; the card that comes with one's first conversation, before it or behind it, counts as one with that.
 */
export interface Beginnings {
  /** Ms until it may be made; or what takes it back, where the disk did not have it after all. */
  readonly begin: (giver: Giver, document: DocumentName) => number | (() => void);
}

export interface BeginningsDeps {
  readonly crowd: Pick<Crowd, 'begin' | 'beganNot'>;
  readonly blocks: Pick<Blocks, 'cameFrom'>;
  readonly kept: Pick<KeepStore, 'conversationsOf'>;
}

/** Of visitors of whom the disk may not tell yet what they began. */
const MOST_REMEMBERED = 10_000;
const FREE = (): void => undefined;

export function createBeginnings({ crowd, blocks, kept }: BeginningsDeps): Beginnings {
  const withTalk = new Set<VisitorId>();
  const withCardAlone = new Set<VisitorId>();

  function count(visitor: VisitorId, into: Set<VisitorId>): number | (() => void) {
    const network = blocks.cameFrom(visitor);
    const after = crowd.begin(network);
    if (after > 0) return after;
    remember(into, visitor);
    return () => {
      into.delete(visitor);
      crowd.beganNot(network);
    };
  }

  return {
    begin: (giver, document) => {
      if (giver.kind !== 'visitor') return FREE;
      const kind = parseDocumentName(document)?.kind;
      if (kind === 'contact') {
        const hasTalk = withTalk.has(giver.id) || kept.conversationsOf(giver.id).length > 0;
        return hasTalk ? FREE : count(giver.id, withCardAlone);
      }
      if (kind !== 'conversation') return FREE;
      if (!withCardAlone.delete(giver.id)) return count(giver.id, withTalk);
      remember(withTalk, giver.id);
      return () => void (withTalk.delete(giver.id), remember(withCardAlone, giver.id));
    },
  };
}

function remember(visitors: Set<VisitorId>, visitor: VisitorId): void {
  visitors.add(visitor);
  const [oldest] = visitors;
  if (visitors.size > MOST_REMEMBERED && oldest !== undefined) visitors.delete(oldest);
}
