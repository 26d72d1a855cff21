import type { Bug } from './bug.ts';

/** In what is said: commits, outboxes, replicas, cursors and who may do what. */
export const BUGS_OF_TALKS: readonly Bug[] = [
  {
    name: 'anyway-opens-all',
    what: 'a reply that says it was written offline is said anyway, also where nothing would hold it',
    changes: [
      {
        file: 'schema/commands/message-send.ts',
        replace: "if (changes.length > 0) return anyway ? accept(said) : { kind: 'hold', changes };",
        by: "if (anyway) return accept(said);\n    if (changes.length > 0) return { kind: 'hold', changes };",
      },
    ],
    seeds: [1],
  },
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
];
