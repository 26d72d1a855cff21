import type { AnyCommand, Giver } from '#schema/commands/any-command.ts';

/**
 * 53 bits that tell whether a command with a known id is the same command again: same sender, verb and content. A parsed
 * payload has its keys in the order of its schema, so its JSON is canonical. A device's commands stay the same when it turns out who
 * writes there (IDENT6).
 * The hash is cyrb53, by bryc (public domain).
 */
export function fingerprintOf(actor: Giver, command: AnyCommand): number {
  const sender = actor.kind === 'visitor' ? (actor.origin ?? actor.id) : actor.id;
  const text = `${sender} ${command.type} ${JSON.stringify(command.payload)}`;
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
