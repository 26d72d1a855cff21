import * as v from 'valibot';
import { commandIdSchema, type CommandId } from './ids.ts';

/**
 * A file as everybody in its conversation is told of it. Its bytes are the server's, never the document's. `asks`: a visitor's,
 * which nobody can read before somebody of the staff has said yes.
 */
export interface FileInfo {
  /** Made on the device, which also names the upload by it. */
  readonly id: CommandId;
  readonly name: string;
  /** As the server has sniffed it. */
  readonly type: string;
  readonly size: number;
  /** Of a picture, px. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly asks?: true;
}

/** What a device tells of a file, before anybody has looked at it. */
export type FileClaim = Omit<FileInfo, 'asks'>;

export const FILE_NAME_LENGTH = 200;
const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));

export const fileClaimSchema = /*#__PURE__*/ v.object({
  id: commandIdSchema,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(FILE_NAME_LENGTH)),
  type: v.pipe(v.string(), v.maxLength(100)),
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  width: v.optional(side),
  height: v.optional(side),
});
