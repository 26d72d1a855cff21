import * as v from 'valibot';
import { commandIdSchema, type CommandId } from '#schema/ids.ts';
import { clientFrameSchema, type ClientFrame } from '#schema/wire/frames.ts';

export type ParsedFrame =
  | { readonly kind: 'frame'; readonly frame: ClientFrame }
  /** A command that no version of the schema takes; its author's outbox must hear of it, or it would be stuck behind it. */
  | { readonly kind: 'bad-command'; readonly id: CommandId; readonly detail: string }
  | { readonly kind: 'bad' };

const badCommandSchema = v.object({ t: v.literal('command'), command: v.object({ id: commandIdSchema }) });
const BAD: ParsedFrame = { kind: 'bad' };

/** A text message of a client. The detail of a bad command names the place and never the content. */
export function parseFrame(data: Buffer): ParsedFrame {
  const json = parseJson(data);
  const parsed = v.safeParse(clientFrameSchema, json);
  if (parsed.success) return { kind: 'frame', frame: parsed.output };
  const command = v.safeParse(badCommandSchema, json);
  if (!command.success) return BAD;
  return { kind: 'bad-command', id: command.output.command.id, detail: v.getDotPath(parsed.issues[0]) ?? 'command' };
}

/** Undefined, which no schema takes, for text that is not JSON. */
function parseJson(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'));
  } catch {
    return undefined;
  }
}
