import { chapterOfEpoch, epochFamily } from '#schema/docs/chapter-epoch.ts';
import { parseDocumentName } from '#schema/docs/document-name.ts';
import type { Auditor } from '../actors/auditor.ts';
import { AUDITOR, bearerOfPerson } from '../server/people.ts';
import type { Server } from '../server/server.ts';
import type { Judge } from './judge.ts';
import type { Model } from './model.ts';
import { LIVE_DOCUMENTS } from './replicas.ts';

/** Whom a look at the whole server needs. */
interface Looked {
  readonly auditor: Auditor;
  readonly model: Model;
  readonly server: Server;
}

/** The bytes must be those of the document's first entries, at least `least` of them. */
export function checkBytes(
  judge: Judge,
  model: Model,
  name: string,
  told: { readonly bytes: Uint8Array; readonly epoch: string },
  least: number,
): void {
  const document = model.find(name);
  // A card that is gone, or was never there, is given to staff as an empty one.
  if (document === null && told.bytes.every((byte) => byte === 0)) return;
  const isOfIt = document?.epoch === epochFamily(told.epoch);
  judge.check(isOfIt, 'DOC4', () => `${name} has the epoch ${told.epoch}, not ${document?.epoch}`);
  if (document === null) return;
  const chapter = chapterOfEpoch(told.epoch);
  for (let count = document.entries.length; count >= least; count -= 1) {
    const bytes = document.bytesAfter(count, chapter);
    if (bytes !== null && Buffer.compare(bytes, told.bytes) === 0) return judge.check(true, 'DOC1', () => '');
  }
  judge.fail('DOC1', `${name}: ${told.bytes.length} bytes that are not those of its entries`);
}

/** The documents of the running server that are not made of entries. */
export async function liveDocuments({ auditor }: Pick<Looked, 'auditor'>): Promise<ReadonlyMap<string, Uint8Array>> {
  const live = new Map<string, Uint8Array>();
  for (const name of LIVE_DOCUMENTS) {
    const told = await auditor.read(name);
    if (told !== null) live.set(name, told.bytes);
  }
  return live;
}

/** Every sealed chapter as a reader gets it over HTTP (DOC7, DOC8). */
function checkChapters(judge: Judge, server: Server, model: Model, name: string): void {
  const document = model.find(name);
  const address = parseDocumentName(name);
  const actor = server.life()?.actorOf(bearerOfPerson(AUDITOR)) ?? null;
  if (document === null || address?.kind !== 'conversation' || actor === null) return;
  for (const { number, lastSeq } of document.ends) {
    const told = server.life()?.street.readChapter(actor, address.conversation, number) ?? null;
    const meant = document.bytesAfter(lastSeq, number);
    judge.check(
      told !== null && meant !== null && Buffer.compare(told.bytes, meant) === 0,
      'DOC7',
      () => `chapter ${number} of ${name} is not what its entries make`,
    );
  }
}

/** Every document of the running server, and what is derived from them, against the entries on its disk. */
export async function checkServer(judge: Judge, { auditor, model, server }: Looked): Promise<void> {
  for (const { name, entries } of model.documents()) {
    const told = await auditor.read(name);
    if (told === null) return judge.fail('DOC3', `${name} cannot be read from a healthy server`);
    checkBytes(judge, model, name, told, entries.length);
    checkChapters(judge, server, model, name);
  }
  const summaries = server
    .disk()
    ?.judge.prepare<{ id: string; state: string; last_seq: number }>('SELECT id, state, last_seq FROM conversations')
    .all();
  for (const { id, state, last_seq: seq } of summaries ?? []) {
    const document = model.find(`conversation/${id}`);
    const meant = document?.entries[seq - 1];
    judge.check(
      meant !== undefined,
      'DER2',
      () => `the row of ${id} knows ${seq} of ${document?.entries.length} entries`,
    );
    if (seq === document?.entries.length)
      judge.check(
        document.conversation?.head.state === state,
        'DER2',
        () =>
          `the row of ${id} says ${state}, and its entries ${JSON.stringify(document.conversation?.head)} after ${JSON.stringify(document.entries.map((entry) => [entry.seq, entry.effect.kind, entry.by.kind]))}`,
      );
  }
}
