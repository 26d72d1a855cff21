import { fail, ok, type Result } from './result.ts';
import { TEXT_BYTES } from './limits.ts';

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/** Bytes of a text in UTF-8, without encoding it; a lone surrogate counts as the U+FFFD that it becomes. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(index + 1))) {
      bytes += 4;
      index += 1;
    } else bytes += 3;
  }
  return bytes;
}

/**
 * A person's text as it is stored: well-formed Unicode in NFC, without blanks at the end. Lone surrogates become U+FFFD
 * here, because a CRDT peer and a database would each change them in their own way.
 */
export function normaliseText(text: string, limit: number = TEXT_BYTES): Result<string, 'empty' | 'too-long'> {
  const normal = text.toWellFormed().normalize('NFC').trimEnd();
  if (normal.trim() === '') return fail('empty');
  if (utf8Length(normal) > limit) return fail('too-long');
  return ok(normal);
}
