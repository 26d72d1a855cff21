import { randomBytes } from 'node:crypto';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from '#schema/commands/command.ts';
import type { CommandResult } from '#schema/rejection.ts';
import type { Actor, Role, StaffRole } from '#schema/words.ts';
import { fail, ok } from '#schema/result.ts';
import { createBlockStore } from '../blocks/block-store.ts';
import { createBlocks } from '../blocks/blocks.ts';
import { prepareKeeping } from '../commit/keep-orders.ts';
import { createFileFolder } from '../files/file-folder.ts';
import { createFileRoom } from '../files/file-room.ts';
import { createFileStore } from '../files/file-store.ts';
import { createIdentifying } from '../joining/identifying.ts';
import { createJoiningStore } from '../joining/joining-store.ts';
import { createCallBook } from '../schedule/call-book.ts';
import { createSiteSecrets } from '../joining/site-secrets.ts';
import { createMetrics } from '../metrics.ts';
import type { Street } from '../ports.ts';
import { addEveryRole, openTemporaryWorkspace, ORIGIN, signIn } from './temporary-workspace.ts';
import { findHistory } from '../search/find-history.ts';
import { createHistoryStore } from '../search/history-store.ts';
import { openDatabase } from '../store/database.ts';
import { createEntryStore } from '../store/entry-store.ts';
import { systemTimers } from '../timers.ts';
import { createApi } from '../api/create-api.ts';

/** What is kept of a visitor who said nothing. */
const EMPTY_COPY = '{"exportedAt":5,"contact":{},"visits":[],"letters":[],"conversations":[]}';
export const VISITOR_TOKEN = `v1_${'A'.repeat(43)}`;

/** The API over a real workspace and a street that only notes what reaches it. Tests only. */
export async function openTemporaryApi(given: Partial<Parameters<typeof createApi>[0]['settings']> = {}) {
  const workspace = openTemporaryWorkspace({ publicUrl: given.publicUrl ?? null });
  await addEveryRole(workspace);
  const submitted: { readonly actor: Actor; readonly command: Command }[] = [];
  let answer = (_actor: Actor, _command: Command): CommandResult => ({
    status: 'accepted',
    seq: submitted.length,
    at: 5,
  });
  let chapters: Street['readChapter'] = () => null;
  let wordings: Street['readWordings'] = () => [];
  const begun: string[] = [];
  let erase: Street['erase'] = () => Promise.resolve({ ok: true, value: { conversations: 2 } });
  let stopped = false;
  let ready = true;
  let mayCall = true;
  const heard: number[] = [];
  let mustConfirm = false;
  const connection = openDatabase(join(workspace.dataDir, 'holdline.db'));
  const history = createHistoryStore(connection);
  const blocks = createBlocks({
    store: createBlockStore(connection),
    ...{ clock: workspace.clock, timers: systemTimers, log: workspace.log },
    newId: () => 'hand:1',
  });
  const keep = prepareKeeping(connection);
  const shared: Street['files'] = {
    read: () => null,
    mayPut: () => true,
    mayReadPhoto: ({ kind }) => kind === 'operator',
  };
  let files = shared;
  const fileRoom = createFileRoom({
    ...workspace,
    store: createFileStore(connection),
    folder: createFileFolder(workspace.dataDir),
    entries: createEntryStore(connection),
    writer: { keep: (order) => Promise.resolve(keep(order)) },
    timers: systemTimers,
    mostBytes: ({ kind }) => (kind === 'visitor' ? 50_000 : 200_000),
  });
  const siteSecrets = createSiteSecrets({ connection, now: workspace.clock.now, randomBytes });
  const identifying = createIdentifying({
    ...{ secrets: siteSecrets, clock: workspace.clock, randomBytes },
    store: createJoiningStore(connection),
    joining: {
      join: () => Promise.resolve(ok(undefined)),
      verify: () => Promise.resolve(ok(undefined)),
      askAgain: () => undefined,
    },
  });
  let invite: Street['watch']['invite'] = (_visitor, by, text) => ok({ id: 'invitation', by, text, at: 5 });
  let isUnattended = true;
  const calls = createCallBook({
    ...workspace,
    answersFor: (person) => workspace.people.find(person)?.role === 'operator',
  });
  const app = createApi({
    ...workspace,
    siteSecrets,
    identifying,
    street: {
      submit: (actor, command) => {
        submitted.push({ actor, command });
        return Promise.resolve(answer(actor, command));
      },
      erase: (visitor, by) => erase(visitor, by),
      ownData: {
        read: () => Promise.resolve(ok(new Blob([EMPTY_COPY]).stream())),
        erase: () => Promise.resolve(ok({ conversations: 1 })),
      },
      readWordings: (conversation, message) => wordings(conversation, message),
      readChapter: (actor, conversation, number) => chapters(actor, conversation, number),
      files: {
        read: (actor, conversation, message) => files.read(actor, conversation, message),
        mayPut: (actor, conversation) => files.mayPut(actor, conversation),
        mayReadPhoto: (actor, person, conversation) => files.mayReadPhoto(actor, person, conversation),
      },
      mayCall: (_visitor, _address, _agent, commands = 1) => (heard.push(commands), mayCall),
      letters: {
        open: () => ok({ conversation: 'c', site: 'shop', visitor: 'v', seen: 0 }),
        arrive: (_ticket, { site, origin, token }) =>
          ok({ conversation: origin ?? 'none', site, visitor: token, seen: 0 }),
        onward: (conversation, visitor) => (conversation.endsWith('f') ? null : `https://shop.example/#${visitor}`),
        mustConfirm: () => mustConfirm,
        mayBring: () => true,
        sendCode: () => Promise.resolve(ok('a…@example.com')),
        confirm: (_actor, code) => {
          if (code === '12345678') mustConfirm = false;
          return !mustConfirm;
        },
        addressOf: (ticket) => (ticket === 'whole' ? 'key' : null),
        isStopped: () => stopped,
        stop: (_key, isStopped) => {
          stopped = isStopped;
          return Promise.resolve(true);
        },
      },
      blocks,
      isReady: () => ready,
      isUnattended: () => isUnattended,
      callTimes: calls.times,
      watch: { invite: (visitor, by, text) => invite(visitor, by, text) },
    },
    files: fileRoom,
    history: { find: (request) => Promise.resolve(findHistory(history, request)) },
    settings: { publicUrl: null, trustProxy: false, metricsToken: null, ...given },
    metrics: createMetrics({ defaults: false }),
    backups: {
      list: () => [],
      running: () => null,
      lastFailure: () => null,
      make: (reason) => {
        begun.push(reason);
        return Promise.resolve(fail('only noted'));
      },
    },
    doctor: {
      state: () => ({ running: false, checkedAt: null, findings: [] }),
      look: () => {
        begun.push('doctor');
        return Promise.resolve();
      },
    },
    root: workspace.dataDir,
  });
  const ask = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has('host')) headers.set('host', 'chat.test');
    return Promise.resolve(app.request(`${ORIGIN}${path}`, { ...init, headers }));
  };
  const credentials = new Map<Role, Promise<{ readonly [header: string]: string }>>([
    ['visitor', Promise.resolve({ authorization: `Bearer ${VISITOR_TOKEN}` })],
  ]);
  return {
    app,
    ask,
    post: (path: string, body: unknown, headers: { readonly [header: string]: string } = {}) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: ORIGIN, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    /** The headers by which this role is known: a person's cookie, a visitor's token. */
    as: (role: Role) => {
      const known = credentials.get(role) ?? signIn(workspace, role as StaffRole).then(({ cookie }) => ({ cookie }));
      credentials.set(role, known);
      return known;
    },
    workspace,
    siteSecrets,
    files: fileRoom,
    setFiles: (next: Partial<Street['files']>) => void (files = { ...shared, ...next }),
    submitted,
    /** Of what takes a while behind the API, what was begun. */
    begun,
    answerWith: (next: typeof answer) => void (answer = next),
    setChapters: (next: typeof chapters) => void (chapters = next),
    setWordings: (next: Street['readWordings']) => void (wordings = next),
    setErase: (next: typeof erase) => void (erase = next),
    setInvite: (next: typeof invite) => void (invite = next),
    setUnattended: (next: boolean) => void (isUnattended = next),
    setReady: (next: boolean) => void (ready = next),
    setMustConfirm: (next: boolean) => void (mustConfirm = next),
    setMayCall: (next: boolean) => void (mayCall = next),
    /** What requests of visitors have cost so far, in commands. */
    heard,
    /** Puts a file below the folder that holds the builds. */
    /** `changedAt`: when it says that it was written; now, if not given. */
    write: (path: string, content: string | Uint8Array, changedAt?: Date) => {
      const full = join(workspace.dataDir, path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, content);
      if (changedAt !== undefined) utimesSync(full, changedAt, changedAt);
    },
    close: () => {
      connection.close();
      workspace.close();
    },
  };
}
