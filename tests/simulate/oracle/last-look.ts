import { chapterOfEpoch, epochFamily } from '#schema/docs/chapter-epoch.ts';
import { parseDocumentName } from '#schema/docs/document-name.ts';
import type { Auditor } from '../actors/auditor.ts';
import { AUDITOR, bearerOfPerson } from '../server/people.ts';
import type { Server } from '../server/server.ts';
import type { Judge } from './judge.ts';
import type { Model } from './model.ts';
import { LIVE_DOCUMENTS } from './replicas.ts';
import { membersAfter } from './room-truth.ts';

/** Whom a look at the whole server needs. */
interface Looked {
  readonly auditor: Auditor;
  /** Reads rooms as somebody who is in them. */
  readonly insiders: Insiders;
  readonly model: Model;
  readonly server: Server;
}

/** By the name of their person. */
export type Insiders = ReadonlyMap<string, Auditor>;

/** Whoever may read this document whole; null where nobody may any more: a room that all have left. */
export function readerOf(model: Model, { auditor, insiders }: Pick<Looked, 'auditor' | 'insiders'>, name: string) {
  const document = model.find(name);
  if (document === null || parseDocumentName(name)?.kind !== 'room') return auditor;
  for (const { name: member } of membersAfter(document.entries)) {
    const insider = insiders.get(member);
    if (insider !== undefined) return insider;
  }
  return null;
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
function checkChapters(judge: Judge, server: Server, model: Model, insiders: Insiders, name: string): void {
  const document = model.find(name);
  const address = parseDocumentName(name);
  const life = server.life();
  const stranger = life?.actorOf(bearerOfPerson(AUDITOR)) ?? null;
  if (document === null || life === null || stranger === null) return;
  if (address?.kind !== 'conversation' && address?.kind !== 'room') return;
  const isRoom = address.kind === 'room';
  const members = isRoom ? membersAfter(document.entries) : [];
  const [member] = members;
  const actor = member === undefined ? stranger : life.actorOf(bearerOfPerson(member.name));
  if (actor === null) return;
  /** Also those who were in the room when a chapter of it was sealed. */
  const others = [AUDITOR, ...insiders.keys()].filter((other) => isRoom && !members.some((one) => one.name === other));
  for (const { number, lastSeq } of document.ends) {
    for (const other of others) {
      const asked = life.actorOf(bearerOfPerson(other));
      judge.check(
        asked === null || life.street.readChapter(asked, address.conversation, number) === null,
        'ROOM2',
        () => `chapter ${number} of ${name} is given to ${other}, who is not in it`,
      );
    }
    if (isRoom && member === undefined) continue;
    const told = life.street.readChapter(actor, address.conversation, number);
    const meant = document.bytesAfter(lastSeq, number);
    judge.check(
      told !== null && meant !== null && Buffer.compare(told.bytes, meant) === 0,
      'DOC7',
      () => `chapter ${number} of ${name} is not what its entries make`,
    );
  }
}

/** Every document of the running server, and what is derived from them, against the entries on its disk. */
export async function checkServer(judge: Judge, { auditor, insiders, model, server }: Looked): Promise<void> {
  for (const { name, entries } of model.documents()) {
    const reader = readerOf(model, { auditor, insiders }, name);
    if (reader !== auditor)
      judge.check((await auditor.read(name)) === null, 'ROOM2', () => `${name} is read by a stranger`);
    if (reader === null) continue;
    // Who reads seldom may hold the line of a process that lost its power; the next one does better.
    const told = (await reader.read(name)) ?? (await reader.read(name));
    if (told === null) return judge.fail('DOC3', `${name} cannot be read from a healthy server`);
    checkBytes(judge, model, name, told, entries.length);
    checkChapters(judge, server, model, insiders, name);
    // The world stands still after the first fault: nobody is answered any more.
    if (judge.faults.length > 0) return;
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
