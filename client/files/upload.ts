import type { FileClaim } from '#schema/files.ts';
import { fail, ok, type Result } from '#schema/result.ts';
import type { ClientEnvironment } from '../environment.ts';
import type { FileFailure, WaitingFile } from './waiting-file.ts';

/** Where files go, and in whose name. */
export interface FileServer {
  readonly origin: string;
  /** Null where the cookie of a signed-in person does it. */
  readonly bearer: string | null;
}

type Ports = Pick<ClientEnvironment, 'fetch' | 'setTimeout' | 'clearTimeout'>;

/** `later`: nobody answered, or asks to wait. `unknown`: the server has no such upload. */
type Trouble = FileFailure | 'later' | 'unknown' | 'moved';

/** Of one request: after each the server has for certain what it says. */
const PIECE = 256 * 1024;
/** A request that takes longer than this has a dead line under it, ms. */
export const PATIENCE = 30_000;

const REFUSALS: { readonly [error: string]: FileFailure } = {
  'too-large': 'too-large',
  'type-refused': 'type-refused',
  'too-many': 'too-many',
  'no-room': 'no-room',
  unclean: 'unclean',
};

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** The request, as everything that is asked of files. Throws as `fetch` does. */
export async function askForFile(
  ports: Ports,
  { origin, bearer }: FileServer,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const giveUp = new AbortController();
  const timer = ports.setTimeout(() => giveUp.abort(), PATIENCE);
  init.signal?.addEventListener('abort', () => giveUp.abort());
  try {
    return await ports.fetch(`${origin}/api/files${path}`, {
      cache: 'no-store',
      credentials: bearer === null ? 'include' : 'omit',
      ...init,
      headers: {
        'tus-resumable': '1.0.0',
        ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
        ...(init.headers as Record<string, string> | undefined),
      },
      signal: giveUp.signal,
    });
  } finally {
    ports.clearTimeout(timer);
  }
}

async function troubleOf(response: Response): Promise<Trouble> {
  const { error = '' } = (await response.json().catch(() => ({}))) as { readonly error?: string };
  if (response.status === 404) return 'unknown';
  if (error === 'wrong-offset') return 'moved';
  // An upload with this id is somebody else's, or of another conversation: it can never be ours.
  if (error === 'conflict') return 'lost';
  return REFUSALS[error] ?? (response.status === 400 || response.status === 403 ? 'not-allowed' : 'later');
}

/**
 * Brings a file to the server by the tus protocol, from where it stands: whatever was cut, only what the server lacks is sent. What
 * it became there, when it is whole.
 */
export async function upload(
  ports: Ports,
  server: FileServer,
  file: Pick<WaitingFile, 'id' | 'conversation' | 'name' | 'type' | 'size'> & { readonly announced: boolean },
  given: {
    readonly bytes: ArrayBuffer;
    readonly signal: AbortSignal;
    readonly announced: () => Promise<unknown>;
    readonly progress: (sent: number) => void;
  },
): Promise<Result<FileClaim, FileFailure | 'later'>> {
  const { signal, bytes } = given;
  const path = `/uploads/${file.id}`;
  const ask = (at: string, init: RequestInit): Promise<Response> => askForFile(ports, server, at, { ...init, signal });

  const offsetOf = async (response: Response): Promise<Result<number, Trouble>> => {
    const offset = Number(response.headers.get('upload-offset') ?? 'none');
    if (!response.ok) return fail(await troubleOf(response));
    // A picture that is whole there was cleaned, and may be smaller than it was here.
    if (response.headers.get('upload-length') === String(offset)) return ok(file.size);
    return Number.isSafeInteger(offset) ? ok(offset) : fail('later');
  };
  const announce = async (): Promise<Result<number, Trouble>> => {
    const { id, conversation, name, type } = file;
    const about = { id, conversation, name, type: type === '' ? 'application/octet-stream' : type };
    const metadata = Object.entries(about).map(([key, value]) => `${key} ${base64(value)}`);
    const made = await offsetOf(
      await ask('', {
        method: 'POST',
        headers: { 'upload-length': String(file.size), 'upload-metadata': metadata.join(',') },
      }),
    );
    if (made.ok) await given.announced();
    return made;
  };
  const find = async (): Promise<Result<number, Trouble>> => {
    const found = await offsetOf(await ask(path, { method: 'HEAD' }));
    return !found.ok && found.failure === 'unknown' ? announce() : found;
  };

  try {
    let at = file.announced ? await find() : await announce();
    while (at.ok && at.value < file.size) {
      given.progress(at.value);
      const next = await offsetOf(
        await ask(path, {
          method: 'PATCH',
          headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(at.value) },
          body: bytes.slice(at.value, at.value + PIECE),
        }),
      );
      if (next.ok && next.value <= at.value) return fail('later');
      at = next.ok || next.failure !== 'moved' ? next : await find();
    }
    if (!at.ok) return fail(at.failure === 'unknown' ? 'not-allowed' : at.failure === 'moved' ? 'later' : at.failure);
    given.progress(file.size);
    const whole = await ask(path, { method: 'GET' });
    if (whole.ok) return ok((await whole.json()) as FileClaim);
    const trouble = await troubleOf(whole);
    return fail(trouble === 'type-refused' || trouble === 'unclean' ? trouble : 'later');
  } catch {
    return fail('later');
  }
}
