import { findHistory } from '#sync-server/search/find-history.ts';
import { createHistoryStore } from '#sync-server/search/history-store.ts';
import type { Connection as Database } from '#sync-server/store/database.ts';
import type { Judge } from './judge.ts';
import type { Model } from './model.ts';

/** Of one conversation; all would take longer than the rest of the run. */
const LOOKED_FOR = 8;
/** As actors write (actors/cast.ts): each text has a number of its own, which is a word. */
const NUMBER = /~ *\S+ (\d{6,9}) /;

/** What was said is found as it reads now, packed or not, and what is gone is not found (HIST1, HIST5). */
export function checkHistory(judge: Judge, model: Model, disk: Database): void {
  const store = createHistoryStore(disk);
  const find = (words: string): readonly string[] =>
    findHistory(store, { words, sort: 'newest', limit: 50 }).conversations.map(({ id }) => id);
  for (const { name, conversation, entries } of model.documents()) {
    const id = name.slice('conversation/'.length);
    if (conversation === null) continue;
    for (const { effect } of entries.slice(0, 1))
      for (const { answer } of (effect.kind === 'started' ? effect.answers : undefined) ?? []) {
        const read = NUMBER.exec(answer)?.[1] ?? '';
        judge.check(find(read).includes(id), 'ASK2', () => `the answer ${read} before ${name} is not found`);
      }
    const texts = conversation.messages.filter(({ kind }) => kind === 'text');
    const changed = texts.filter(({ id: message }) => conversation.edits.has(message));
    for (const message of new Set([...changed.slice(-LOOKED_FOR), ...texts.slice(-LOOKED_FOR)])) {
      const edit = conversation.edits.get(message.id);
      const said = message.kind === 'text' ? NUMBER.exec(message.text)?.[1] : undefined;
      const isChanged = edit !== undefined;
      const read = isChanged ? ('text' in edit ? NUMBER.exec(edit.text)?.[1] : undefined) : said;
      const where = `message ${message.seq} of ${name}`;
      if (read !== undefined)
        judge.check(find(read).includes(id), 'HIST1', () => `${where} is not found by its word ${read}`);
      // Or it was said twice: one held reply, sent by two tabs without a disk.
      const others = texts.filter((other) => other !== message && !conversation.edits.has(other.id));
      const isSaidAgain = others.some((other) => other.kind === 'text' && other.text.includes(said ?? ''));
      if (isChanged && said !== undefined && !isSaidAgain)
        judge.check(!find(said).includes(id), 'HIST1', () => `${where} is found by ${said}, which it says no more`);
    }
  }
  for (const { name, room } of model.documents())
    for (const message of room?.messages.slice(-LOOKED_FOR) ?? []) {
      const said = message.kind === 'text' ? NUMBER.exec(message.text)?.[1] : undefined;
      if (said !== undefined)
        judge.check(find(said).length === 0, 'ROOM2', () => `the word ${said} of ${name} is in the history`);
    }
  for (const forgotten of model.keeping.forgottenWords()) {
    const words = forgotten.split(' ').at(-1) ?? '';
    judge.check(find(words).length === 0, 'HIST5', () => `the word ${words} of somebody who was erased is still found`);
  }
}
