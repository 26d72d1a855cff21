/** A mistake that a tired person could make, in one or two lines. */
export interface Bug {
  readonly name: string;
  readonly what: string;
  readonly changes: readonly { readonly file: string; readonly replace: string; readonly by: string }[];
  /** Seeds of which each finds it, for the quick test. */
  readonly seeds: readonly number[];
}

export const BUGS: readonly Bug[] = [
  {
    name: 'ack-before-commit',
    what: 'the answer leaves when the batch is handed to the writer',
    changes: [
      {
        file: 'sync-server/commit/group-commit.ts',
        replace: 'void deps.writer.commit(batch).then((outcome) => {',
        by: "void deps.writer.commit(batch); void Promise.resolve({ kind: 'committed' as string }).then((outcome) => {",
      },
    ],
    seeds: [1],
  },
  {
    name: 'publish-before-commit',
    what: 'readers get the update when the command is decided, and the answer waits for the disk',
    changes: [
      {
        file: 'sync-server/decide/decider.ts',
        replace: '    decideEntry(room, entry, turn);\n',
        by: '    decideEntry(room, entry, turn);\n    publishEntry(room, entry);\n',
      },
      {
        file: 'sync-server/decide/decider.ts',
        replace: 'if (!shielded(room, () => publishEntry(room, entry))) rooms.giveUp(room);',
        by: '',
      },
    ],
    seeds: [1],
  },
  {
    name: 'lost-dedupe',
    what: 'a command that comes again is a new one when its first doing is out of memory',
    changes: [
      {
        file: 'sync-server/decide/accepted.ts',
        replace: 'return isNew(id) ? null : store.findDecision(id);',
        by: 'return null;',
      },
      { file: 'schema/tables/migrations.ts', replace: 'command BLOB NOT NULL UNIQUE,', by: 'command BLOB NOT NULL,' },
    ],
    seeds: [6],
  },
  {
    name: 'epoch-ignored',
    what: 'a replica of an earlier life of a document is merged with the new one',
    changes: [
      {
        file: 'client/replicas/replicas.ts',
        replace: 'if (entry === undefined || (epoch !== null && epoch === entry.epoch)) return true;',
        by: 'if (entry === undefined || epoch !== null) return true;',
      },
    ],
    seeds: [2],
  },
  {
    name: 'ordered-by-client-clock',
    what: 'the outbox sends in the order of the times that the device’s clock told',
    changes: [
      {
        file: 'client/outbox/outbox.ts',
        replace: 'sort((a, b) => a.n - b.n)',
        by: 'sort((a, b) => a.writtenAt - b.writtenAt)',
      },
    ],
    seeds: [171],
  },
  {
    name: 'removed-on-send',
    what: 'a row leaves the outbox when it leaves the device',
    changes: [
      {
        file: 'client/outbox/sender.ts',
        replace: 'if (leaving.length > 0) outbox.markSent(leaving, ports.now());',
        by: "for (const id of leaving) outbox.settle(new Map([[id, { status: 'accepted', seq: 0, at: 0 }]]));",
      },
    ],
    seeds: [1],
  },
  {
    name: 'visitor-reads-desk',
    what: 'a hole in the table of permissions: the notes of colleagues',
    changes: [
      {
        file: 'schema/policy/policy.ts',
        replace: "desk: row('never', ",
        by: "desk: row('any', ",
      },
    ],
    seeds: [4],
  },
  {
    name: 'observer-writes',
    what: 'a hole in the table of permissions: an observer may answer',
    changes: [
      {
        file: 'schema/policy/policy.ts',
        replace: "'note.add': /*             */ row('never', 'never',",
        by: "'note.add': /*             */ row('never', 'any',",
      },
    ],
    seeds: [6],
  },
  {
    name: 'cursors-go-back',
    what: 'a cursor is where its owner’s newest word has it, not where it was furthest',
    changes: [
      {
        file: 'schema/commands/cursor-advance.ts',
        replace: 'const seen = Math.max(before?.seen ?? 0, Math.min(next.seen, newest));',
        by: 'const seen = Math.min(next.seen, newest);',
      },
    ],
    seeds: [5],
  },
  {
    name: 'retry-lets-others-pass',
    what: 'what was sent behind a command that has to wait goes on without it',
    changes: [
      {
        file: 'sync-server/listen/sync-session.ts',
        replace: 'if (wait === null) deps.submit(actor, given, answer);',
        by: 'if (wait !== undefined) deps.submit(actor, given, answer);',
      },
      {
        file: 'client/outbox/sender.ts',
        replace: 'if (inFlight.size > 0) return;',
        by: '',
      },
    ],
    seeds: [6],
  },
  {
    name: 'relaxed-outbox',
    what: 'a command is called saved when the browser has it in memory',
    changes: [
      {
        file: 'client/outbox/outbox.ts',
        replace: "const written = await write(change, 'strict');",
        by: "const written = await write(change, 'relaxed');",
      },
    ],
    seeds: [2],
  },
  {
    name: 'author-by-claim',
    what: 'the author of a message is the visitor whose conversation it is',
    changes: [
      {
        file: 'sync-server/decide/decider.ts',
        replace: 'by: authorOf(actor), effect: decision.effect };',
        by: "by: head === null ? authorOf(actor) : { kind: 'visitor' as const, id: head.visitor, name: '' }, effect: decision.effect };",
      },
    ],
    seeds: [1],
  },
  {
    name: 'failed-commit-forgotten',
    what: 'after a commit that failed, documents keep what was decided upon it',
    changes: [
      {
        file: 'sync-server/decide/decider.ts',
        replace: 'for (const room of touched) if (room !== null) rooms.reload(room);',
        by: '',
      },
    ],
    seeds: [2],
  },
  {
    name: 'no-fsync',
    what: 'the server’s file is written without waiting for the disk',
    changes: [
      {
        file: 'sync-server/store/database.ts',
        replace: "raw.exec('PRAGMA synchronous = FULL');",
        by: "raw.exec('PRAGMA synchronous = OFF');",
      },
    ],
    seeds: [1],
  },
  {
    name: 'chapter-with-another-head',
    what: 'a sealed chapter ends with another head than its entries make',
    changes: [
      {
        file: 'sync-server/publish/sealing.ts',
        replace: 'head: JSON.stringify(head),',
        by: 'head: JSON.stringify({ ...head, site: `${head.site}-${seq}` }),',
      },
    ],
    seeds: [3],
  },
  {
    name: 'news-before-the-answer',
    what: 'a replica takes news that is ahead of it',
    changes: [
      {
        file: 'client/session/line.ts',
        replace: 'if (protocol === 0 && step === NEWS && !attached.isAnswered) return;',
        by: '',
      },
    ],
    seeds: [2],
  },
  {
    name: 'late-hello-is-final',
    what: 'a client whose hello is stuck on a slow line is told never to come back',
    changes: [
      {
        file: 'schema/wire/close-codes.ts',
        replace: 'helloTimeout: { code: 4508,',
        by: 'helloTimeout: { code: 4408,',
      },
    ],
    seeds: [10],
  },
  {
    name: 'packed-without-decisions',
    what: 'a command whose entry was packed is a new one when it comes again',
    changes: [
      {
        file: 'sync-server/commit/pack-order.ts',
        replace:
          'for (const { command, seq, at, fingerprint } of rows) insertDecision.run(command, seq, at, fingerprint);',
        by: '',
      },
    ],
    seeds: [5],
  },
  {
    name: 'erasure-not-applied',
    what: 'who was being erased when the server died is still there after the start',
    changes: [
      {
        file: 'sync-server/keep/apply-erasures.ts',
        replace: 'if (missing.length > 0) {',
        by: 'if (missing.length < 0) {',
      },
    ],
    seeds: [7],
  },
  {
    name: 'restored-under-old-epochs',
    what: 'a backup takes the place of the data, and documents keep the epochs that devices know',
    changes: [
      {
        file: 'sync-server/operation/life-store.ts',
        replace: '    renew.run(branch);\n',
        by: '',
      },
    ],
    seeds: [1],
  },
  {
    name: 'edited-words-not-found',
    what: 'the index keeps what a message said before it was edited',
    changes: [
      {
        file: 'sync-server/search/indexing.ts',
        replace: 'return putWords.run(target, foldedText(effect.text));',
        by: 'return;',
      },
    ],
    seeds: [12],
  },
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
        replace: 'return head !== null && mayReadRoom(actor, head.members);',
        by: 'return head !== null && mayReadRoom(actor, ended.members);',
      },
    ],
    seeds: [43],
  },
];
