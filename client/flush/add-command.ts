import type { EntryCommand } from '#schema/commands/command.ts';
import { createIdFactory, type CommandId } from '#schema/ids.ts';
import type { Rejection } from '#schema/rejection.ts';
import { flushOutbox, openStore, tellTabs, type FlushOptions } from './flush-outbox.ts';

/** What became of a command: `later` stays on this device and leaves by itself. */
export type AddedOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  | { readonly kind: 'held' }
  | { readonly kind: 'later' }
  /** The device's disk refused it: nothing has happened. */
  | { readonly kind: 'not-saved' };

/**
 * Writes commands into the outbox with no page open and sends them, with all that waited before them, in order; tells what became of
 * the last one. The same rules as in a page: on the disk before anything else (OUT1).
 */
export async function addCommands(
  given: readonly Pick<EntryCommand, 'type' | 'payload'>[],
  options: FlushOptions,
): Promise<AddedOutcome> {
  const newId = createIdFactory<CommandId>({
    now: () => Date.now(),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  });
  const store = openStore(options);
  try {
    const commands = given.map((each) => ({ ...each, id: newId(), writtenAt: Date.now() }) as EntryCommand);
    const add = commands.map((command) => ({
      command,
      writtenAt: command.writtenAt,
      sentAt: null,
      state: { kind: 'waiting' } as const,
    }));
    const written = await store.write({ add }, 'strict');
    if (!written.ok) return { kind: 'not-saved' };
    tellTabs(options.namespace);
    await flushOutbox(options);
    const last = commands.at(-1)?.id;
    const read = await store.read();
    const row = read.ok ? read.value.find(({ command }) => command.id === last) : undefined;
    // Who was accepted, over whichever door, has no row any more.
    if (row === undefined) return { kind: read.ok ? 'accepted' : 'later' };
    const { state } = row;
    if (state.kind === 'rejected') return { kind: 'rejected', rejection: state.rejection };
    return { kind: state.kind === 'held' ? 'held' : 'later' };
  } finally {
    store.close();
  }
}
