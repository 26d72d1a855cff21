import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { DamagedRowError } from './checksum.ts';

/**
 * Entries of a long-closed conversation as one small row: what repeats (names of fields, authors, the time) is written once, and
 * the whole is deflated with a dictionary of the words that every entry is made of, because most conversations are short.
 *
 * [1][u32 length of the text][text][16 bytes a command id], everything behind the first byte deflated. The text is a line of JSON
 * (`Header`), the authors, and the effects, a line each, exactly as the rows had them.
 */
export interface PackedEntry {
  readonly seq: number;
  readonly at: number;
  readonly command: Uint8Array;
  /** JSON, as in the row. */
  readonly author: string;
  readonly effect: string;
}

interface Header {
  readonly first: number;
  /** The first time, and then the milliseconds from one to the next. */
  readonly at: readonly number[];
  /** How many authors there are, and which one each entry has. */
  readonly authors: number;
  readonly by: readonly number[];
}

const FORMAT = 1;
const ID_BYTES = 16;

/** Part of format 1: a pack can only be read with the very same bytes. What is most frequent stands at the end. */
export const DICTIONARY_1 = Buffer.from(
  '{"kind":"handed-over","to":{"kind":"operator","id":"{"kind":"unsent","message":"{"kind":"reopened"}{"kind":"contact-updated",' +
    '"fields":{"name":"","email":"","phone":"{"kind":"noted","text":"{"kind":"edited","message":"","text":"","rev":1}{"kind":"started",' +
    '"visitor":"v","site":"","page":{"url":"https://","title":"{"kind":"taken"}{"kind":"closed"}{"kind":"system","id":"system","name":""}' +
    '{"first":1,"at":[1700000000000,0,"authors":2,"by":[0,1,0,1,0,0,1,1]}{"kind":"operator","id":"0190","name":"{"kind":"visitor","id":"v",' +
    '"name":""}","writtenAt":17}","page":{"url":"https://www.","title":"","reopens":true}{"kind":"said","text":"',
);

/** Entries in the order of `seq`, without a gap. */
export function packEntries(entries: readonly PackedEntry[]): Uint8Array {
  const authors = [...new Set(entries.map(({ author }) => author))];
  const numbers = new Map(authors.map((author, index) => [author, index]));
  let before = 0;
  const header: Header = {
    first: entries[0]?.seq ?? 1,
    at: entries.map(({ at }) => {
      const passed = at - before;
      before = at;
      return passed;
    }),
    authors: authors.length,
    by: entries.map(({ author }) => numbers.get(author) ?? 0),
  };
  const lines = [JSON.stringify(header), ...authors, ...entries.map(({ effect }) => effect)];
  const text = Buffer.from(lines.join('\n'));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const whole = Buffer.concat([length, text, ...entries.map(({ command }) => command)]);
  return Buffer.concat([Buffer.of(FORMAT), deflateRawSync(whole, { level: 9, dictionary: DICTIONARY_1 })]);
}

/** Throws a `DamagedRowError` for bytes that are no pack. */
export function unpackEntries(bytes: Uint8Array): readonly PackedEntry[] {
  if (bytes[0] !== FORMAT) throw new DamagedRowError(`a pack of format ${bytes[0]} is not known here`);
  let whole: Buffer;
  try {
    whole = inflateRawSync(bytes.subarray(1), { dictionary: DICTIONARY_1 });
  } catch {
    throw new DamagedRowError('a pack cannot be inflated');
  }
  const end = 4 + whole.readUInt32LE(0);
  const [head = '', ...lines] = whole.toString('utf8', 4, end).split('\n');
  const { first, at, authors, by } = JSON.parse(head) as Header;
  let time = 0;
  return at.map((passed, index) => {
    time += passed;
    const start = end + index * ID_BYTES;
    return {
      seq: first + index,
      at: time,
      command: whole.subarray(start, start + ID_BYTES),
      author: lines[by[index] ?? 0] ?? '',
      effect: lines[authors + index] ?? '',
    };
  });
}
