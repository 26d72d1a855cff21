import { deskDocument, INBOX_DOCUMENT, TEAM_DOCUMENT } from '#schema/docs/document-name.ts';
import { isSeenByVisitors } from '#schema/docs/operator-status.ts';
import { readNotificationSettings } from '#schema/docs/notification-settings.ts';
import { CHAPTER_BYTES, CHAPTER_MESSAGES } from '#schema/limits.ts';
import { SYSTEM } from '#schema/words.ts';
import { fileBytesOf } from '#schema/workspace-settings.ts';
import type { SystemCommand } from '#schema/commands/any-command.ts';
import { createBlocking } from './blocks/blocking.ts';
import { createBeginnings } from './admit/beginnings.ts';
import { createKnownAs } from './admit/known-as.ts';
import { createCrowd, CROWD_LIMITS } from './admit/crowd.ts';
import { createRateLimit, VISITOR_RATE } from './admit/rate-limit.ts';
import { createReading } from './admit/reading.ts';
import { createWordings } from './admit/wordings.ts';
import { createSealedChapters } from './admit/sealed-chapters.ts';
import { createSharedFiles } from './admit/shared-files.ts';
import { createGroupCommit, type GroupCommit } from './commit/group-commit.ts';
import { createAccepted } from './decide/accepted.ts';
import { createDecider } from './decide/decider.ts';
import type { Answer, Pending } from './decide/pending.ts';
import { createSubmit } from './decide/submit.ts';
import { createDerivation } from './derive/derivation.ts';
import { createDerivedStore } from './derive/derived-store.ts';
import { NO_FILES } from './files/file-room.ts';
import { createDrain } from './drain.ts';
import { createDoor } from './listen/door.ts';
import { createIsGone } from './keep/is-gone.ts';
import { createJoining } from './joining/joining.ts';
import { createJoiningStore } from './joining/joining-store.ts';
import { createOwnData } from './joining/own-data.ts';
import { createOwnTalks } from './joining/own-talks.ts';
import { createKeepStore } from './keep/keep-store.ts';
import { keepHouse } from './keep/housekeeping.ts';
import { createKeeping } from './keep/keeping.ts';
import { lettersOf } from './mail/letters-of-street.ts';
import { createListener } from './listen/listener.ts';
import { createNotifier } from './notify/notifier.ts';
import { createRenewal } from './operation/renewal.ts';
import type { Street } from './ports.ts';
import { createPresence } from './presence/presence.ts';
import { createCursors } from './publish/cursors.ts';
import { createDamageWatch } from './publish/damage-watch.ts';
import { createGoneRoom } from './publish/gone.ts';
import { createLiveDocument, createLives } from './publish/live-document.ts';
import { createRooms } from './publish/rooms.ts';
import type { ChapterLimits } from './publish/sealing.ts';
import { createTyping } from './publish/typing.ts';
import { createChapterStore } from './store/chapter-store.ts';
import { createStaffDocuments } from './staff/staff-documents.ts';
import { createCursorStore } from './store/cursor-store.ts';
import { readDamages } from './store/damages.ts';
import { createIndexer } from './search/indexer.ts';
import { createEntryStore } from './store/entry-store.ts';
import type { StreetDeps } from './street-deps.ts';
import { shieldedTimers } from './timers.ts';
import { createWatchRoom } from './watch/watch-room.ts';

const CHAPTER_LIMITS: ChapterLimits = { messages: CHAPTER_MESSAGES, bytes: CHAPTER_BYTES };
const IDLE_BYTES = 64 * 1024 * 1024;
const REMEMBERED_COMMANDS = 50_000;
/** Commands waiting for the disk, above which a flood is no longer served from any one address. */
const BEHIND_ABOVE = 1_024;

/** Puts the rooms of the street together, in the order in which a message walks them. Takes in what a crash left behind. */
export function createStreet(deps: StreetDeps): Street {
  const { connection, writer, people, clock, randomBytes, log, metrics, reached, files = NO_FILES } = deps;
  const timers = shieldedTimers(deps.timers, log);
  const { current, renamed } = createKnownAs(people);
  const store = createEntryStore(connection);
  const chapters = createChapterStore(connection);
  const derived = createDerivedStore(connection);
  const life = createLives(randomBytes, store.newestDocument());
  const kept = createKeepStore(connection);
  const gone = createGoneRoom(kept);
  const { blocks, suspensions, isSuspended } = createBlocking({ ...deps, timers });
  const damage = createDamageWatch({ ...metrics, writer, log, now: clock.now, known: readDamages(connection) });
  const rooms = createRooms({
    ...{ store, chapters, writer, damage, log, now: clock.now },
    ...life,
    setDocuments: metrics.setDocuments,
    idleBytes: deps.idleBytes ?? IDLE_BYTES,
    chapterLimits: deps.chapterLimits ?? CHAPTER_LIMITS,
  });
  const inboxDocument = createLiveDocument(INBOX_DOCUMENT, life);
  const teamDocument = createLiveDocument(TEAM_DOCUMENT, life);
  const joiningStore = createJoiningStore(connection);
  const ownTalks = createOwnTalks({ talksOf: kept.talksOf, seenBy: (...of) => cursors.seenBy(...of) });
  const cursors = createCursors({
    ...{ rooms, writer, clock, timers },
    store: createCursorStore(connection),
    changed: (conversation, participant) => {
      inbox.cursorChanged(conversation, participant);
      roomLists.cursorChanged(conversation, participant);
      notifier?.cursorChanged(conversation, participant);
    },
    answererOf: (conversation) => offers.answererOf(conversation),
    isHidden: (participant) => !isSeenByVisitors(statuses.of(participant)),
  });
  const { deriver, inbox, roomLists, contactName, conversationChanged, ...derivation } = createDerivation({
    ...{ document: inboxDocument, store, derived, writer, clock, timers, log },
    renamed: (visitor, name) => (renamed(visitor, name), watch.renamed(visitor, name)),
    createDocument: (name) => createLiveDocument(name, life),
    seenBy: cursors.seenBy,
    deliveredTo: cursors.deliveredTo,
    hasLeft: (visitor) => visitors.hasLeft(visitor),
    followConversation: (row) => {
      offers.conversationChanged(row.id, row);
      for (const room of [ownTalks, queue, calls]) room.conversationChanged(row);
      notifier?.conversationChanged(row);
      letters?.conversationChanged(row);
      watch.conversationChanged(row);
    },
    contactTold: blocks.take,
    transcriptAsked: (conversation, entry) => letters?.transcriptAsked(conversation, entry),
    followContact: (visitor, card) => letters?.contactChanged(visitor, card),
    followTask: (row) => notifier?.taskChanged(row),
    followRoom: (line) => notifier?.roomChanged(line),
  });
  const rate = createRateLimit(deps.visitorRate ?? VISITOR_RATE, clock.now);
  const crowd = createCrowd(deps.crowdLimits ?? CROWD_LIMITS, {
    now: clock.now,
    isBehind: () => commit.waiting() > BEHIND_ABOVE,
  });
  const decider = createDecider({
    ...{ rooms, store, people, files, clock, log },
    departments: {
      // One that is offered no more takes nothing new.
      find: (id) => deps.workspaceLists.current().departments.find((one) => one.id === id && !one.archived) ?? null,
    },
    findConversation: deriver.currentConversation,
    pendingOfDesk: (id) => rooms.peek(deskDocument(id)),
    accepted: createAccepted({ store, now: clock.now, generationSize: REMEMBERED_COMMANDS }),
    commit: () => commit,
    derive: (room, entry, row) => {
      reached?.('derive');
      deriver.take(room.address, entry, row);
      indexer.wake();
      staff.entered(room.address, entry);
      files.entered(room.address, entry);
      watch.entered(room.address, entry);
    },
    ...{ isGone: createIsGone(kept), begin: createBeginnings({ crowd, blocks, kept }).begin },
    isCallFree: (...of) => calls.isFree(...of),
    redirect: (giver, command) => joining.redirect(giver, command),
    signedOf: (visitor) => joiningStore.personOf(visitor)?.claims ?? {},
    ...{ addressOf: blocks.addressOf, deviceOf: blocks.deviceOf, isSuspended },
    invited: (visitor, site, told) => watch.invited(visitor, site, told),
    parametersOf: (site) => deps.sites.settingsOf(site).privacy.parameters,
    mayHaveTranscript: (visitor) => letters?.mayHaveTranscript(visitor) ?? true,
    // The disk may have what was told as failed.
    catchUp: () => void (deriver.catchUp(), indexer.wake()),
  });
  const commit: GroupCommit<Pending> = createGroupCommit<Pending>({
    ...{ writer, timers, clock, reached },
    firstRow: store.newestRow() + 1,
    published: (items) => {
      reached?.('publish');
      decider.published(items);
    },
    failed: decider.failed,
    countCommit: metrics.countCommit,
  });
  const indexer = createIndexer({ writer, timers, clock, isBusy: () => commit.waiting() > 0 });
  const submitOwn = (command: SystemCommand, answer: Answer): void => {
    if (!draining) decider.submit(SYSTEM, command, answer);
  };
  const { leases, offers, statuses, looks, visitors, attendance, queue, calls, takeOwn } = createPresence({
    ...deps,
    team: teamDocument,
    blocks,
    tell: cursors.presenceChanged,
    visitorChanged: inbox.visitorChanged,
    personChanged: (person) => notifier?.personChanged(person),
    submit: submitOwn,
  });
  const watch = createWatchRoom({
    ...{ ...deps, timers, contactName, blocks },
    findConversation: deriver.findConversation,
    isHere: (person) => leases.presenceOf(person) !== 'gone',
    submit: (actor, command) => submit(actor, command, () => undefined),
  });
  const staff = createStaffDocuments({
    ...deps,
    ...life,
    current,
    ownChanged: (person, document) => {
      takeOwn(person, document);
      notifier?.settingsChanged(person, readNotificationSettings(document));
    },
  });
  const notifier =
    deps.push &&
    createNotifier({
      push: deps.push,
      ...{ people, clock, timers, contactName },
      seenBy: cursors.seenBy,
      statusOf: statuses.of,
      ...{ presenceOf: leases.presenceOf, serves: attendance.serves },
      isVisible: looks.isVisible,
      findConversation: deriver.findConversation,
    });
  const letters = lettersOf(deps.letters, {
    ...deps,
    ...{ timers, entries: store, recent: derivation.recent, seenBy: cursors.seenBy, tokens: joiningStore },
    ...{ conversationsOf: kept.conversationsOf, sendAway: (visitor) => listener.sendAwayVisitor(visitor) },
    submit: (command, answer) => (draining ? answer({ status: 'retry', after: 0 }) : submitOwn(command, answer)),
    ...{ findConversation: deriver.findConversation, blocks },
  });
  const showsTyping = (): boolean => deps.workspaceSettings.current().showsTyping;
  let draining = false;

  const submit = createSubmit({
    ...{ metrics, reached, current, rate, leases, visitors, decider, cursors, people, clock, log },
    isDraining: () => draining,
    isLeaving: (giver, command) => keeping.isLeaving(giver, command) || joining.isMoving(giver, command),
  });
  const renewal = createRenewal({
    ...{ writer, log, now: clock.now },
    life: deps.life ?? null,
    newBranch: life.newEpoch,
    renewed: () => {
      rooms.adoptEpochs();
      staff.endAll();
      listener.sendAway();
    },
  });
  const listener = createListener({
    identity: deps.identity,
    ...{ crowd, log, clock, timers },
    reading: createReading({
      rooms,
      live: (name) => (name === INBOX_DOCUMENT ? inboxDocument : teamDocument).current(),
      roomsOf: roomLists.documentOf,
      staff,
    }),
    submit,
    typing: createTyping({ rooms, deriver, current, statusOf: statuses.of, showsTyping, isSuspended }),
    ...{ looks, showsTyping, fileBytes: ({ kind }) => fileBytesOf(kind, deps.workspaceSettings.current()) },
    cursorsFrame: cursors.frameOf,
    countDroppedWrite: metrics.countDroppedWrite,
    life: () => deps.life?.mark(),
    isLifeOurs: renewal.isOurs,
    ...{ leases, visitors, gone, blocks, suspensions, attendance, queue, ownTalks, watch },
    setSockets: metrics.setSockets,
  });

  const door = createDoor({ ...deps, listener });

  const keeping = createKeeping({
    ...deps,
    ...{ store: kept, entries: store, rooms, deriver, cursors, inbox },
    ...{ decider, offers, queue, calls, staff, gone, blocks, files, notifier, letters, ownTalks },
    ...{ timers, renamed, conversationChanged },
    ...{ known: joiningStore, hasLeft: (visitor) => visitors.hasLeft(visitor) },
    cardStayed: (visitor) => derived.tasksOf(visitor).forEach(derivation.taskChanged),
    isIdle: () => commit.waiting() === 0 && !draining,
  });

  const joining = createJoining({
    ...{ entries: store, keepStore: kept, deriver, cursors, blocks, writer, clock, timers, log, randomBytes },
    store: joiningStore,
    submit: submitOwn,
    decider: () => decider,
    remover: () => keeping.remover,
    sendAway: listener.sendAwayVisitor,
  });

  const erase: Street['erase'] = (visitor, by) => (watch.forget(visitor), keeping.erase(visitor, by));

  derivation.begin();
  joining.resume();
  letters?.begin();
  indexer.wake();
  inbox.flush();
  staff.tellOwn();
  keepHouse({ timers, isDraining: () => draining, commit, rooms, keeping, staff, inbox, blocks, visitors });

  return {
    submit: (actor, command) => new Promise((resolve) => submit(actor, command, resolve)),
    readChapter: createSealedChapters({ rooms, store, chapters, log }).read,
    readWordings: createWordings(store).read,
    files: createSharedFiles({ store, isSuspended, find: deriver.findConversation, tookPart: derived.tookPart }),
    erase,
    letters,
    ownData: createOwnData({ ...deps, kept, entries: store, deriver, blocks, crowd, erase, timers, cursors }),
    ...{ joining, blocks, watch, isUnattended: attendance.isUnattended, callTimes: calls.times },
    mayCall: (visitor, address, agent, commands) => (
      blocks.saw(visitor, address, agent),
      crowd.mayCall(address, commands)
    ),
    upgrade: door.upgrade,
    welcome: listener.welcome,
    isReady: () => !draining && commit.isHealthy(),
    drain: createDrain({
      begin: () => void (draining = true),
      ...{ commit, letters, cursors, deriver, indexer, listener, staff, rooms, writer, clock, timers, reached },
    }),
  };
}
