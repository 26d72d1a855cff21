import { decide, ownerOf, type EntryCommand } from '../commands/command.ts';
import type { VisitorId } from '../ids.ts';
import { mayCommand } from '../policy/policy.ts';
import { authorOf } from '../words.ts';
import { blockId, type Block } from './block.ts';
import type { Entry } from './entry.ts';
import { factsOf } from './facts.ts';
import type { Viewer } from './overlay.ts';

/** What an entry of a visitor's contact makes of the blocks; the same list when it is about something else. */
export function blocksAfter(
  blocks: readonly Block[],
  visitor: VisitorId,
  { effect, by, at }: Pick<Entry, 'effect' | 'by' | 'at'>,
): readonly Block[] {
  if (effect.kind !== 'blocked' && effect.kind !== 'unblocked') return blocks;
  const id = blockId(effect.scope, visitor);
  const others = blocks.filter((block) => block.id !== id);
  if (effect.kind === 'unblocked') return others.length === blocks.length ? blocks : others;
  const { scope, until, reason } = effect;
  return [...others, { id, scope, visitor, until, ...(reason !== undefined && { reason }), by, at }];
}

/** The blocks as whoever has this device will find them once what waits is accepted (BLOCK5). */
export function overlayBlocks(
  known: readonly Block[],
  waiting: readonly EntryCommand[],
  { actor, now, person }: Viewer,
): readonly Block[] {
  let view = known;
  for (const command of waiting) {
    if (command.type !== 'visitor.block' && command.type !== 'visitor.unblock') continue;
    if (!mayCommand(actor, command.type, ownerOf(command, null, actor))) continue;
    const decision = decide(factsOf(null, person), command, { actor, now });
    if (decision.kind !== 'accept') continue;
    view = blocksAfter(view, command.payload.visitor, { effect: decision.effect, by: authorOf(actor), at: now });
  }
  return view;
}
