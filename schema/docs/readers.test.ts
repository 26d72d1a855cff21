import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { idOf, visitorIdOf, ANNA, OLGA } from '../commands/decide.fixtures.ts';
import { authorOf } from '../words.ts';
import type { ConversationId } from '../ids.ts';
import type { WorkspaceLists } from '../workspace-lists.ts';
import { readContact } from './contact-document.ts';
import { readConversation } from './conversation-document.ts';
import { readNotes } from './desk-document.ts';
import { dropSummary, readInbox, writeSummary, type Summary } from './inbox-document.ts';
import {
  answererIn,
  readCategories,
  readDepartments,
  readTags,
  readTeam,
  readWorkspaceLists,
  writePerson,
  writeWorkspaceLists,
  type Person,
} from './team-document.ts';

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

  test('LIST1 LIST3 the lists of the workspace are read in their order, and what is archived is chosen no more', () => {
    const doc = new Y.Doc();
    expect([readDepartments(doc), readTags(doc), readCategories(doc)]).toEqual([[], [], []]);
    expect(readWorkspaceLists(doc).revision).toBe(0);
    const sales = { id: 'd1', name: 'Sales', order: 1, members: [ANNA.id] } as const;
    const support = { id: 'd2', name: 'Support', order: 0, members: [] } as const;
    const former = { id: 'd3', name: 'Fax', order: 0, members: [], archived: true } as const;
    const vip = { id: 't1', name: 'VIP', order: 0, colour: 3 } as const;
    const lead = { id: 'lead', name: '', order: 0 } as const;
    const lists = { revision: 4, departments: [sales, support, former], tags: [vip], categories: [lead] };
    writeWorkspaceLists(doc, lists as unknown as WorkspaceLists);
    expect(readDepartments(doc)).toEqual([support, sales]);
    expect(readTags(doc)).toEqual([vip]);
    expect(readCategories(doc)).toEqual([lead]);
    expect(readWorkspaceLists(doc)).toEqual({ ...lists, departments: [support, sales, former] });
  });

  test('LIST2 writing the lists again tells readers only what is another, and takes away what is gone', () => {
    const doc = new Y.Doc();
    const tags = Array.from({ length: 50 }, (_, order) => ({
      id: `t${order}`,
      name: `tag ${order}`,
      order,
      colour: 1,
    }));
    const lists = { revision: 1, departments: [], tags, categories: [] } as unknown as WorkspaceLists;
    writeWorkspaceLists(doc, lists);
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    writeWorkspaceLists(doc, lists);
    expect(updates).toEqual([]);
    doc.transact(() => writeWorkspaceLists(doc, { ...lists, revision: 2, tags: lists.tags.slice(1) }));
    expect(updates.map(({ length }) => length)).toEqual([expect.toSatisfy((length: number) => length < 100)]);
    expect(readTags(doc)).toHaveLength(49);
  });
});
