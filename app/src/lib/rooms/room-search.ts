import type { RoomId } from '#schema/room/room-id.ts';
import type { RoomTalk } from '#schema/room/room.ts';
import { matchIn } from '#schema/search/match.ts';
import { isEmptyQuery, parseQuery } from '#schema/search/query.ts';
import { snippetOf, type SnippetToken } from '#schema/search/snippet.ts';
import { foldedText } from '#schema/search/words.ts';
import type { Author } from '#schema/words.ts';
import { mayFit } from '../history/device-contact.ts';

/** What was said in a room, as it reads now, folded once so that it can be looked through with each key. */
export interface RoomWords {
  readonly room: RoomId;
  readonly seq: number;
  readonly at: number;
  readonly by: Author;
  readonly text: string;
  /** With a blank before each word. */
  readonly folded: string;
}

export interface RoomHit extends Omit<RoomWords, 'folded' | 'text'> {
  readonly snippet: readonly SnippetToken[];
}

/** All words of these rooms, the newest first. */
export function wordsOf(rooms: ReadonlyMap<RoomId, RoomTalk>): readonly RoomWords[] {
  const words: RoomWords[] = [];
  for (const [room, { messages, edits }] of rooms) {
    for (const message of messages) {
      const edit = edits.get(message.id);
      if (message.kind !== 'text' || (edit !== undefined && 'gone' in edit)) continue;
      const text = edit?.text ?? message.text;
      const { seq, at, by } = message;
      words.push({ room, seq, at, by, text, folded: ` ${foldedText(text)}` });
    }
  }
  return words.sort((a, b) => b.at - a.at);
}

/** More than a screen of them is not read. */
const MOST = 30;

/** Those that fit, the newest first; none where nothing is asked for. */
export function searchRooms(words: readonly RoomWords[], typed: string): readonly RoomHit[] {
  const query = parseQuery(typed);
  if (isEmptyQuery(query)) return [];
  const hits: RoomHit[] = [];
  for (const said of words) {
    if (!mayFit(said.folded, query)) continue;
    const { room, seq, at, by, text } = said;
    const match = matchIn(text, query);
    if (match !== null) hits.push({ room, seq, at, by, snippet: snippetOf(text, match.ranges) });
    if (hits.length === MOST) break;
  }
  return hits;
}
