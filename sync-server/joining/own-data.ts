import { conversationAfter, type Conversation, type Edit, type Message } from '#schema/conversation/conversation.ts';
import { contactDocument, conversationDocument, type DocumentName } from '#schema/docs/document-name.ts';
import { type ContactCard, EMPTY_CARD } from '#schema/conversation/contact-card.ts';
import { withoutTakenWords } from '#schema/conversation/taken-words.ts';
import type { OwnData, OwnLine } from '#schema/http/own-data.ts';
import type { ConversationId, VisitorId } from '#schema/ids.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { Crowd } from '../admit/crowd.ts';
import type { Blocks } from '../blocks/blocks.ts';
import type { Deriver } from '../derive/deriver.ts';
import type { KeepStore } from '../keep/keep-store.ts';
import type { Log } from '../log.ts';
import type { Clock, Erase } from '../ports.ts';
import type { Cursors } from '../publish/cursors.ts';
import type { SitesRoom } from '../sites/sites.ts';
import type { EntryStore } from '../store/entry-store.ts';
import { DamagedRowError } from '../store/checksum.ts';
import type { Timers } from '../timers.ts';
import { createExports } from './exports.ts';
import type { OwnDataCopy, OwnDataRoom } from './joining-contract.ts';
import { cardOf } from './merged-card.ts';

export interface OwnDataDeps {
  readonly kept: Pick<KeepStore, 'conversationsOf' | 'lettersOf'>;
  readonly cursors: Pick<Cursors, 'seenBy'>;
  readonly entries: Pick<EntryStore, 'findDocument' | 'entriesAfter'>;
  readonly deriver: Pick<Deriver, 'flush' | 'findConversation'>;
  readonly blocks: Pick<Blocks, 'suspendedUntil' | 'cameFrom'>;
  readonly crowd: Pick<Crowd, 'erase'>;
  readonly sites: Pick<SitesRoom, 'settingsOf'>;
  readonly erase: Erase;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

type Talk = OwnData['conversations'][number];

/** In the ledger and the log: nobody of staff. */
const THEMSELVES = 'visitor';

export function createOwnData(deps: OwnDataDeps): OwnDataRoom {
  const { entries, deriver, log } = deps;
  const copies = createExports(deps);
  let isErasing = false;

  /** Those of now; null when the disk refuses, or one of their sites does not offer it. */
  async function offered(visitor: VisitorId): Promise<Result<readonly ConversationId[], 'not-offered' | 'retry'>> {
    if (!(await deriver.flush())) return fail('retry');
    const ids = deps.kept.conversationsOf(visitor);
    const sites = ids.map((id) => deriver.findConversation(id)?.site ?? '');
    return sites.every((site) => deps.sites.settingsOf(site).privacy.selfService) ? ok(ids) : fail('not-offered');
  }

  /** What is damaged is not in the copy, which says so, and keeps nobody from the rest (KEEP1). */
  function unlessDamaged<Value>(document: DocumentName, read: () => Value): Value | 'damaged' {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof DamagedRowError)) throw error;
      log.error({ document, error: String(error) }, 'what is damaged is not in the copy that a visitor gets');
      return 'damaged';
    }
  }

  function readTalk(id: ConversationId, visitor: VisitorId): Talk | null {
    const document = entries.findDocument(conversationDocument(id));
    if (document === null) return null;
    const talk = entries.entriesAfter(document.key, 0).reduce<Conversation | null>(conversationAfter, null);
    const row = deriver.findConversation(id);
    if (talk === null || row === null) return null;
    const { site, state } = talk.head;
    const lines = withoutTakenWords(talk.messages).map((message) => lineOf(message, talk));
    return { id, site, state, startedAt: row.startedAt, lines, read: deps.cursors.seenBy(id, visitor) };
  }

  /** The JSON of `OwnData`, one conversation at a time: more than one of them is never in memory. */
  async function* piecesOf(visitor: VisitorId, ids: readonly ConversationId[]): AsyncGenerator<string, void> {
    const card = unlessDamaged<ContactCard>(contactDocument(visitor), () => cardOf(entries, visitor));
    const { fields, attributes, verified, visits } = card === 'damaged' ? EMPTY_CARD : card;
    const before = {
      exportedAt: deps.clock.now(),
      contact: { ...fields },
      ...(attributes && { attributes: { ...attributes } }),
      ...(verified !== undefined && { verified: { ...verified, fields: { ...verified.fields } } }),
      visits: visits.map((visit) => ({ ...visit })),
      letters: [...deps.kept.lettersOf(visitor)],
      ...(card === 'damaged' && { cardUnreadable: true as const }),
    } satisfies Omit<OwnData, 'conversations' | 'unreadable'>;
    yield `${JSON.stringify(before).slice(0, -1)},"conversations":[`;
    const startOf = new Map(ids.map((id) => [id, deriver.findConversation(id)?.startedAt ?? 0]));
    const unreadable: ConversationId[] = [];
    let between = '';
    for (const id of ids.toSorted((one, other) => (startOf.get(one) ?? 0) - (startOf.get(other) ?? 0))) {
      const talk = unlessDamaged(conversationDocument(id), () => readTalk(id, visitor));
      if (talk === 'damaged') unreadable.push(id);
      else if (talk !== null) {
        yield `${between}${JSON.stringify(talk)}`;
        between = ',';
      }
      // Years of somebody's words hold up nobody else's.
      await new Promise<void>(deps.timers.soon);
    }
    yield unreadable.length === 0 ? ']}' : `],"unreadable":${JSON.stringify(unreadable)}}`;
  }

  /** As it is fetched, until `leave`: by its end, by its reader, or because the disk refuses it. */
  function copyOf(
    visitor: VisitorId,
    ids: readonly ConversationId[],
    leave: () => void,
    cut: Promise<void>,
  ): OwnDataCopy {
    const text = new TextEncoder();
    const pieces = piecesOf(visitor, ids);
    const next = (): Promise<IteratorResult<string, void> | undefined> =>
      Promise.race([pieces.next(), cut.then(() => undefined)]).catch((error: unknown) => {
        leave();
        // Nobody has it: it is none of today's. What is damaged would be read again and again.
        if (!(error instanceof DamagedRowError)) copies.giveBack(visitor);
        log.error({ error: String(error) }, 'what is kept of a visitor could not be read to its end');
        throw error;
      });
    return new ReadableStream(
      {
        start: (controller) => void cut.then(() => controller.error(new Error('it was fetched too slowly'))),
        pull: async (controller) => {
          // What it throws breaks the stream off.
          const piece = await next();
          if (piece === undefined) return;
          if (piece.done !== true) return controller.enqueue(text.encode(piece.value));
          leave();
          controller.close();
        },
        cancel: leave,
      },
      { highWaterMark: 0 },
    );
  }

  async function read(visitor: VisitorId): ReturnType<OwnDataRoom['read']> {
    const { promise: cut, resolve } = Promise.withResolvers<void>();
    const place = copies.enter(visitor, resolve);
    if (!place.ok) return place;
    const leave = place.value;
    try {
      const ids = await offered(visitor);
      const isGiven = ids.ok && copies.hasOneMore(visitor);
      if (isGiven) return ok(copyOf(visitor, ids.value, leave, cut));
      leave();
      return ids.ok ? fail('too-often') : ids;
    } catch (error) {
      leave();
      log.error({ error: String(error) }, 'what is kept of a visitor could not be read');
      return fail('retry');
    }
  }

  return {
    read,
    erase: async (visitor) => {
      const ids = await offered(visitor).catch(() => fail('retry' as const));
      if (!ids.ok) return ids;
      // Whoever is blocked would be free by it: a person of staff decides on that.
      if (deps.blocks.suspendedUntil(visitor) !== undefined) return fail('suspended');
      if (isErasing) return fail('busy');
      if (deps.crowd.erase(deps.blocks.cameFrom(visitor)) > 0) return fail('later');
      isErasing = true;
      try {
        return await deps.erase(visitor, THEMSELVES);
      } finally {
        isErasing = false;
      }
    },
  };
}

function lineOf(message: Message, { edits }: Conversation): OwnLine {
  const { at, by, kind } = message;
  const from = by.kind === 'visitor' ? 'you' : by.kind === 'operator' ? 'us' : 'system';
  return { at, from, name: by.name, kind, ...detailsOf(message, edits.get(message.id)) };
}

/** Each kind of line with all that it tells of its visitor: a new kind has no place here until somebody has thought of it. */
function detailsOf(message: Message, edit: Edit | undefined): Partial<OwnLine> {
  switch (message.kind) {
    case 'text': {
      const { text, file, page, request } = message;
      const beside = { ...(page && { page }), ...(request && { request: true as const }) };
      if (edit !== undefined && 'gone' in edit) return { deleted: true, ...beside };
      return {
        text: edit?.text ?? text,
        ...(edit !== undefined && edit.text !== text && { edited: true as const }),
        ...(file && { file: { name: text, type: file.type, size: file.size } }),
        ...beside,
      };
    }
    case 'started': {
      const { page, answers, invited } = message;
      return {
        ...(page && { page }),
        ...(answers && { answers: answers.map(({ ask, answer }) => ({ ask, answer })) }),
        ...(invited && { invited: invited.text }),
      };
    }
    case 'handed-over':
      return { to: message.to.name };
    case 'brought-in':
      return { to: message.who.name };
    case 'left':
      return message.to ? { to: message.to.name } : {};
    case 'rated':
      return { score: message.score, ...(message.comment !== undefined && { comment: message.comment }) };
    case 'callback-asked':
      return { phone: message.phone, when: message.when };
    case 'callback-done':
      return { done: message.done };
    case 'taken':
    case 'closed':
    case 'reopened':
    case 'callback-cancelled':
      return {};
  }
}
