import type { Bug } from './bug.ts';

/** In how visitors come to write, and in what they say afterwards. */
export const BUGS_OF_VISITORS: readonly Bug[] = [
  {
    name: 'department-that-is-closed',
    what: 'who chooses a department that is offered no more waits there',
    changes: [
      {
        file: 'sync-server/street.ts',
        replace: 'departments.find((one) => one.id === id && !one.archived) ?? null',
        by: 'departments.find((one) => one.id === id) ?? null',
      },
    ],
    seeds: [208],
  },
  {
    name: 'invitation-as-told',
    what: 'a conversation tells of an invitation that was never made, because its visitor says so',
    changes: [
      {
        file: 'sync-server/watch/watch-room.ts',
        replace: 'if (found === undefined) return null;',
        by: 'if (found === undefined) return told;',
      },
    ],
    seeds: [215],
  },
  {
    name: 'personal-words-as-told',
    what: 'what a person of ours has written to a visitor stands there as the visitor tells it',
    changes: [
      {
        file: 'sync-server/watch/watch-room.ts',
        replace: 'name: own.by.name, text: own.text }',
        by: 'name: own.by.name, text: told.text }',
      },
    ],
    seeds: [221],
  },
  {
    name: 'answers-not-found',
    what: 'what was answered before the chat is not in the index',
    changes: [
      {
        file: 'sync-server/search/indexing.ts',
        replace: 'if (effect.answers === undefined) return;',
        by: 'if (effect.answers !== null) return;',
      },
    ],
    seeds: [202],
  },
  {
    name: 'consent-in-the-open',
    what: 'the words of a consent go into the conversation itself',
    changes: [
      {
        file: 'schema/commands/command.ts',
        replace: "    case 'consent.give':\n      return deskDocument",
        by: '      return deskDocument',
      },
    ],
    seeds: [202],
  },
  {
    name: 'rating-not-listed',
    what: 'the row of a conversation forgets how it was rated',
    changes: [
      {
        file: 'sync-server/derive/conversation-row.ts',
        replace: '...{ given, alsoGiven, request, rating, callback, waited },',
        by: '...{ given, alsoGiven, request, callback, waited },',
      },
    ],
    seeds: [209],
  },
  {
    name: 'call-still-asked-for',
    what: 'the row of a conversation goes on asking for a call that was made',
    changes: [
      {
        file: 'sync-server/derive/conversation-row.ts',
        replace: '...{ given, alsoGiven, request, rating, callback, waited },',
        by: '...{ given, alsoGiven, request, rating, callback: callback && { ...callback, done: undefined }, waited },',
      },
    ],
    seeds: [209],
  },
  {
    name: 'letter-under-another-id',
    what: 'each try of a letter has a Message-ID of its own',
    changes: [
      {
        file: 'sync-server/mail/letter-outbox.ts',
        replace: 'row.messageId ?? messageIdOf(row.id, account.server.from)',
        by: 'messageIdOf(`${row.id}.${row.tries}`, account.server.from)',
      },
    ],
    seeds: [202],
  },
  {
    name: 'letter-not-noted',
    what: 'that a letter has left is not on the disk: the next process sends it once more',
    changes: [
      {
        file: 'sync-server/mail/letter-outbox.ts',
        replace: "while ((await deps.write([{ kind: 'tried', row: settled }])) === null) {",
        by: "while (state !== 'sent' && (await deps.write([{ kind: 'tried', row: settled }])) === null) {",
      },
    ],
    seeds: [201],
  },
  {
    name: 'mailed-twice',
    what: 'a letter tells again what the one before has told',
    changes: [
      {
        file: 'sync-server/mail/letter-watch.ts',
        replace: 'const since = Math.max(reached.sent, deps.seenBy(id, row.visitor));',
        by: 'const since = deps.seenBy(id, row.visitor);',
      },
    ],
    seeds: [201],
  },
  {
    name: 'told-under-another-id',
    what: 'what became of a letter is told once more after each start, under another id',
    changes: [
      {
        file: 'sync-server/mail/letter-outbox.ts',
        replace: 'void telling.tell(row, row.telling,',
        by: 'void telling.tell(row, deps.newId(),',
      },
      {
        file: 'sync-server/mail/letter-telling.ts',
        replace: "await write([{ kind: 'told', id: row.id }]);",
        by: '',
      },
    ],
    seeds: [216],
  },
  {
    name: 'card-overwritten',
    what: 'what is known of a person gives way to what was known of the device',
    changes: [
      {
        file: 'sync-server/joining/merged-card.ts',
        replace: "value === '' || isKnown(field) ? []",
        by: "value === '' || (isKnown(field) && false) ? []",
      },
    ],
    seeds: [202],
  },
  {
    name: 'signed-out-goes-on',
    what: 'a token of a person who has signed out still speaks for them',
    changes: [
      {
        file: 'sync-server/joining/joining-store.ts',
        replace: "UPDATE visitor_tokens SET state = 'out', at = ? WHERE token = ?",
        by: 'UPDATE visitor_tokens SET at = ? WHERE token = ?',
      },
    ],
    seeds: [208],
  },
];
