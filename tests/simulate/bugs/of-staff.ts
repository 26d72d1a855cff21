import type { Bug } from './bug.ts';

/** In what people who work together do. */
export const BUGS_OF_STAFF: readonly Bug[] = [
  {
    name: 'mute-outlives-an-answer',
    what: 'the lists go on saying that a client expects no answer, whatever is said and done in the conversation',
    changes: [
      {
        file: 'sync-server/derive/conversation-row.ts',
        replace: 'const desk = row === null ? BLANK_DESK : deskAfter(deskOf(row), entry, row.lastAt);',
        by: 'const desk = row === null ? BLANK_DESK : deskOf(row);',
      },
    ],
    seeds: [1],
  },
  {
    name: 'tasks-of-the-forgotten',
    what: 'what was to be done for somebody who was erased stays in a list of its own',
    changes: [
      {
        file: 'sync-server/store/delete-statements.ts',
        replace: 'tasks.run(visitor);',
        by: '',
      },
    ],
    seeds: [7],
  },
  {
    name: 'owner-reads-rooms',
    what: 'a hole in the table of permissions: what colleagues say where the owner is not',
    changes: [
      {
        file: 'schema/policy/policy.ts',
        replace: "  room: row('never', 'member', 'member', 'member', 'member'),",
        by: "  room: row('never', 'member', 'member', 'member', 'any'),",
      },
    ],
    seeds: [7],
  },
  {
    name: 'removed-goes-on-reading',
    what: 'who is taken out of a room reads on what is said there, until the next line',
    changes: [
      {
        file: 'sync-server/publish/room.ts',
        replace: 'if (head === before || head === null || !isRoomHead(head)) return [];',
        by: 'if (head !== undefined) return [];',
      },
    ],
    seeds: [36],
  },
  {
    name: 'left-rooms-stay-on-devices',
    what: 'a device keeps a room that its person was taken out of while it was away',
    changes: [
      {
        file: 'client/staff/left-rooms.ts',
        replace: 'if (isLess) void drop(listed);',
        by: 'if (isLess && listed.size < 0) void drop(listed);',
      },
    ],
    seeds: [96],
  },
  {
    name: 'own-words-unread',
    what: 'the list counts as unread what its person has said',
    changes: [
      {
        file: 'schema/room/room-line.ts',
        replace: '(by !== person && seq > seen ? [seq] : [])',
        by: '(by !== null && seq > seen ? [seq] : [])',
      },
    ],
    seeds: [7],
  },
  {
    name: 'chapter-knows-who-was-in',
    what: 'a sealed chapter of a room is read by who was in it when it was sealed',
    changes: [
      {
        file: 'sync-server/admit/sealed-chapters.ts',
        replace: 'return isRoomHead(head) ? mayReadRoom(actor, head.members)',
        by: 'return isRoomHead(head) && isRoomHead(ended) ? mayReadRoom(actor, ended.members)',
      },
    ],
    seeds: [43],
  },
];
