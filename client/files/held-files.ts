import { createIdFactory, type CommandId, type ConversationId } from '#schema/ids.ts';
import type { ClientEnvironment } from '../environment.ts';
import type { HoldlineClient, Watchable } from '../interface.ts';
import type { Prepared } from './clean-picture.ts';
import type { FileRoom } from './file-room.ts';
import { createFileShelf } from './file-shelf.ts';
import { failureOf, refusalOf, takeIn } from './take-in.ts';
import type { Attached, WaitingFile } from './waiting-file.ts';

/**
 * Files that somebody has chosen and not sent yet, as a draft holds words (FILE12). They have no conversation: there may be none. A
 * shelf of its own, because what stands on the other one goes by itself, also by pages of the version before.
 */
export interface HeldFiles extends Watchable<readonly WaitingFile[]> {
  readonly hold: (file: File) => Promise<void>;
  readonly remove: (id: CommandId) => Promise<void>;
  readonly bytesOf: (id: CommandId) => Promise<Blob | null>;
  /** All that can be sent go on their way, in their order; what cannot stays, with the reason. */
  readonly release: (to: Attached) => Promise<void>;
  readonly close: () => void;
}

export interface HeldFilesDeps {
  readonly environment: ClientEnvironment;
  readonly namespace: string;
  readonly client: Pick<HoldlineClient, 'link'>;
  readonly prepare: (file: Blob) => Promise<Prepared>;
  /** Where they go. */
  readonly room: Pick<FileRoom, 'take'>;
}

const NOWHERE = { conversation: '' as ConversationId, lastSeen: 0 };

export function createHeldFiles({ environment, namespace, client, prepare, room }: HeldFilesDeps): HeldFiles {
  const newId = createIdFactory<CommandId>(environment);
  const shelf = createFileShelf(environment, `held-${namespace}`, () => undefined);
  void shelf.reload();

  return {
    get current() {
      return shelf.current();
    },
    subscribe: shelf.subscribe,
    hold: async (given) => {
      const refusal = await refusalOf(given);
      const how = { environment, newId, link: client.link.current, prepare };
      const { file, blob } = await takeIn(given, NOWHERE, how);
      if (refusal !== null) await shelf.refuse({ ...file, failure: refusal });
      else if (file.failure === null) await shelf.add(file, blob);
      else await shelf.refuse(file);
    },
    remove: shelf.remove,
    bytesOf: shelf.bytesOf,
    release: async (to) => {
      const link = client.link.current;
      const writtenAt = environment.now();
      for (const { state, saved: _saved, offline: _offline, ...file } of shelf.current()) {
        if (state.kind === 'failed') continue;
        const bytes = await shelf.bytesOf(file.id);
        const failure = bytes === null ? 'lost' : failureOf(file.size, link);
        if (bytes === null || failure !== null) {
          await shelf.mark(file.id, failure);
          continue;
        }
        const offline = link.state !== 'live' && { offline: true as const };
        await room.take({ ...file, ...to, writtenAt, failure, announced: false, ...offline }, bytes);
        await shelf.remove(file.id);
      }
    },
    close: () => {
      shelf.close();
      shelf.store.close();
    },
  };
}
