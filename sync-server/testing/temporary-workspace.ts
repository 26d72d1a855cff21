import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseFile } from '../store/database-file.ts';
import type { StaffRole } from '#schema/words.ts';
import { STAFF_ROLES } from '#schema/words.ts';
import { MIGRATIONS } from '#schema/tables/migrations.ts';
import { createLog } from '../log.ts';
import { systemTimers } from '../timers.ts';
import { openWorkspace } from '../workspace.ts';

export const PASSWORD = 'correct horse battery';
export const ORIGIN = 'http://chat.test';

/** A real libSQL file in a folder of its own, with a workspace on it. Tests only. */
export function openTemporaryWorkspace({ limitSignIn = false, publicUrl = null as string | null } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'holdline-'));
  const database = new DatabaseFile(join(dataDir, 'holdline.db'));
  database.exec('PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL;');
  for (const { sql } of MIGRATIONS) database.exec(sql);
  let time = Date.now();
  const logLines: string[] = [];
  const settings = { dataDir, publicUrl, limitSignIn, pushToLoopback: true, mail: null };
  const clock = { now: () => time };
  const log = createLog('trace', { write: (line) => logLines.push(line) });
  const open = () =>
    openWorkspace({
      database,
      settings,
      clock,
      timers: systemTimers,
      log,
      contactName: () => null,
      tokenOf: () => null,
    });
  return {
    ...open(),
    /** As a restart would. */
    open,
    database,
    dataDir,
    clock,
    log,
    logLines,
    pass: (ms: number) => void (time += ms),
    close: () => {
      database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type TemporaryWorkspace = ReturnType<typeof openTemporaryWorkspace>;

/** One person of each role, `<role>@example.com`, who signs in with PASSWORD. */
export async function addEveryRole({ people }: Pick<TemporaryWorkspace, 'people'>): Promise<void> {
  await Promise.all(
    STAFF_ROLES.map((role) =>
      people.add({ name: `The ${role}`, email: `${role}@example.com`, role, password: PASSWORD }),
    ),
  );
}

const ask = (path: string, body: unknown, headers: HeadersInit = {}) =>
  new Request(`${ORIGIN}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN, host: 'chat.test', ...headers },
    body: JSON.stringify(body),
  });

/** The answer to a sign-in. */
export const trySignIn = (
  { auth }: Pick<TemporaryWorkspace, 'auth'>,
  email: string,
  password: string = PASSWORD,
  headers: HeadersInit = {},
) => auth.handle(ask('/sign-in/email', { email, password }, headers));

/** The cookie and the token of a new session. */
export async function signIn(workspace: Pick<TemporaryWorkspace, 'auth'>, role: StaffRole) {
  const response = await trySignIn(workspace, `${role}@example.com`);
  const { token } = (await response.json()) as { readonly token: string };
  const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  return { token, cookie: cookie.join('; ') };
}

/** A call to better-auth with a session's cookie. */
export const authCall = (
  { auth }: Pick<TemporaryWorkspace, 'auth'>,
  path: string,
  cookie: string,
  body: unknown = {},
): Promise<Response> => auth.handle(ask(path, body, { cookie }));
