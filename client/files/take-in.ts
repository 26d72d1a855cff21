import { isProgramName, PROGRAM_BEGINNINGS } from '#schema/programs.ts';
import type { CommandId } from '#schema/ids.ts';
import type { LinkState } from '../interface.ts';
import { nameAs, type Prepared } from './clean-picture.ts';
import type { StoredFile } from './file-store.ts';
import type { Attached, FileFailure } from './waiting-file.ts';

export interface TakeIn {
  readonly environment: { readonly now: () => number };
  readonly newId: () => CommandId;
  readonly link: LinkState;
  readonly prepare: (file: Blob) => Promise<Prepared>;
}

/** What somebody chose, as the device keeps it, and why it cannot be sent, as far as that can be known here. */
export async function takeIn(
  given: File,
  { conversation, lastSeen, page }: Attached,
  { environment, newId, link, prepare }: TakeIn,
): Promise<{ readonly file: StoredFile; readonly blob: Blob }> {
  const id = newId();
  const writtenAt = environment.now();
  const { blob, width, height }: Prepared = given.size === 0 ? { blob: given } : await prepare(given);
  const file: StoredFile = {
    ...{ id, conversation, name: nameAs(given.name, blob.type), type: blob.type, size: blob.size },
    ...{ writtenAt, lastSeen, failure: failureOf(blob.size, link), announced: false },
    ...(width !== undefined && height !== undefined && { width, height }),
    ...(link.state !== 'live' && { offline: true as const }),
    ...(page !== undefined && { page }),
  };
  return { file, blob };
}

/** How large one may be is known from when there was a line. */
export function failureOf(size: number, link: LinkState): FileFailure | null {
  if (size === 0) return 'empty';
  return link.state === 'live' && size > (link.fileBytes ?? Infinity) ? 'too-large' : null;
}

const LONGEST = Math.max(...PROGRAM_BEGINNINGS.map(({ length }) => length));

/** Null: a folder, or a file that is gone by now or may not be read. */
export const bytesIn = (blob: Blob): Promise<ArrayBuffer | null> => blob.arrayBuffer().catch(() => null);

/** What no visitor may send, by its name or its first bytes: the server would refuse it. */
export async function refusalOf(file: File): Promise<'type-refused' | 'unreadable' | null> {
  if (isProgramName(file.name)) return 'type-refused';
  const bytes = await bytesIn(file.slice(0, LONGEST));
  if (bytes === null) return 'unreadable';
  const head = String.fromCharCode(...new Uint8Array(bytes));
  return PROGRAM_BEGINNINGS.some((beginning) => head.startsWith(beginning)) ? 'type-refused' : null;
}
