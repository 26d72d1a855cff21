import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { idOf, visitorIdOf, ANNA, OLGA } from '../commands/decide.fixtures.ts';
import { authorOf } from '../words.ts';
import type { ConversationId } from '../ids.ts';
import { readContact } from './contact-document.ts';
import { readConversation } from './conversation-document.ts';
import { readNotes } from './desk-document.ts';
import { dropSummary, readInbox, writeSummary, type Summary } from './inbox-document.ts';
import { answererIn, readTeam, writePerson, type Person } from './team-document.ts';

const summary: Summary = {
  id: idOf(1) as string as ConversationId,
  visitor: visitorIdOf('A'),
  name: '',
  site: 'shop',
  state: 'waiting',
  assignee: null,
  startedAt: 1,
  lastSeq: 2,
  lastAt: 3,
  lastText: 'Hello',
  lastBy: 'visitor',
  waitingSince: 3,
  lastVisitorSeq: 2,
  seenByAssignee: 0,
  closedAt: null,
};

const personOf = (actor: typeof ANNA): Person =>
  ({
    id: actor.id,
    name: actor.name,
    role: actor.kind === 'operator' ? actor.role : 'observer',
    online: true,
  }) as Person;

describe('documents as they are read', () => {
  test('DOC3 an empty replica is no conversation, and never one without a head', () => {
    const doc = new Y.Doc();
    expect(readConversation(doc)).toBe(null);
    expect(readNotes(doc)).toEqual([]);
    expect(readContact(doc)).toEqual({});
    expect(readInbox(doc).size).toBe(0);
    expect(readTeam(doc).size).toBe(0);
  });

  test('DOC2 a summary is read as it was written, replaced by the next, and dropped', () => {
    const doc = new Y.Doc();
    writeSummary(doc, summary);
    writeSummary(doc, { ...summary, state: 'closed', closedAt: 9 });
    expect([...readInbox(doc)]).toEqual([[summary.id, { ...summary, state: 'closed', closedAt: 9 }]]);
    dropSummary(doc, summary.id);
    expect(readInbox(doc).size).toBe(0);
  });

  test('CMD10 who can answer is everybody of the team but observers', () => {
    const doc = new Y.Doc();
    for (const actor of [ANNA, OLGA]) writePerson(doc, personOf(actor));
    const answerer = answererIn(readTeam(doc));
    expect(answerer(ANNA.id)).toEqual(authorOf(ANNA));
    expect(answerer(OLGA.id)).toBe(null);
    expect(answerer(idOf(0x99))).toBe(null);
  });
});
