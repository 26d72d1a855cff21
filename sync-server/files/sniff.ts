import { isProgramName, PROGRAM_BEGINNINGS } from '#schema/programs.ts';

/**
 * What a file is by its first bytes, whatever its name and its sender say. `picture`: one that browsers show and that is cleaned of
 * what it tells about its maker · `plain`: known, and run by nothing · `active`: could run somewhere (pages, drawings, programs);
 * kept, and served as bytes without a type · `film`: cleaned as pictures are.
 */
export interface Sniffed {
  readonly type: string;
  readonly kind: 'picture' | 'film' | 'plain' | 'active' | 'program';
}

export const BYTES = 'application/octet-stream';
const PROGRAM: Sniffed = { type: BYTES, kind: 'program' };
/** As much of a file as `sniff` looks at. */
export const SNIFFED_BYTES = 4096;

const plain = (type: string): Sniffed => ({ type, kind: 'plain' });
const picture = (type: string): Sniffed => ({ type, kind: 'picture' });

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/** Office documents are archives: which of them, the name tells, and nothing runs by it here. */
const IN_A_ZIP: ReadonlyMap<string, string> = new Map([
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['odt', 'application/vnd.oasis.opendocument.text'],
  ['ods', 'application/vnd.oasis.opendocument.spreadsheet'],
]);
/** Kinds of the ISO base media format that say so in their first box; whatever else it holds is a film. */
const BRANDS: { readonly [brand: string]: Sniffed } = {
  'M4A ': plain('audio/mp4'),
  'qt  ': { type: 'video/quicktime', kind: 'film' },
  heic: picture('image/heic'),
  heix: picture('image/heic'),
  heim: picture('image/heic'),
  heis: picture('image/heic'),
  hevc: picture('image/heic'),
  hevx: picture('image/heic'),
  mif1: picture('image/heif'),
  mif2: picture('image/heif'),
  msf1: picture('image/heif'),
  avif: picture('image/avif'),
  avis: picture('image/avif'),
};
const SIGNATURES: readonly (readonly [at: number, signature: string, Sniffed])[] = [
  [0, '\xff\xd8\xff', picture('image/jpeg')],
  [0, '\x89PNG\r\n\x1a\n', picture('image/png')],
  [0, 'GIF87a', picture('image/gif')],
  [0, 'GIF89a', picture('image/gif')],
  [0, '%PDF-', plain('application/pdf')],
  [0, '\x1f\x8b', plain('application/gzip')],
  [0, '7z\xbc\xaf\x27\x1c', plain('application/x-7z-compressed')],
  [0, 'Rar!\x1a\x07', plain('application/vnd.rar')],
  [0, 'ID3', plain('audio/mpeg')],
  [0, 'OggS', plain('audio/ogg')],
  [0, '\x1a\x45\xdf\xa3', plain('video/webm')],
  ...PROGRAM_BEGINNINGS.map((signature) => [0, signature, PROGRAM] as const),
];

export function sniff(head: Uint8Array, name: string): Sniffed {
  for (const [at, signature, sniffed] of SIGNATURES)
    if (ascii(head, at, at + signature.length) === signature) return sniffed;
  if (isProgramName(name)) return PROGRAM;
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return picture('image/webp');
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WAVE') return plain('audio/wav');
  if (ascii(head, 4, 8) === 'ftyp') return sniffBrands(head);
  if (ascii(head, 0, 4) === 'PK\x03\x04')
    return plain(IN_A_ZIP.get(/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '') ?? 'application/zip');
  return sniffText(head);
}

/** The first brand is its own; behind a version stand those that it may be read as (ISO/IEC 14496-12, §4.3). */
function sniffBrands(head: Uint8Array): Sniffed {
  const own = BRANDS[ascii(head, 8, 12)];
  if (own !== undefined) return own;
  const end = Math.min(head.length, new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(0));
  for (let at = 16; at + 4 <= end; at += 4) {
    const other = BRANDS[ascii(head, at, at + 4)];
    if (other?.kind === 'picture') return other;
  }
  return { type: 'video/mp4', kind: 'film' };
}

/** Words that no browser takes for a page are text; what might be one is bytes. */
function sniffText(head: Uint8Array): Sniffed {
  const active: Sniffed = { type: BYTES, kind: 'active' };
  let text: string;
  try {
    // A character may be cut at the end of what is looked at.
    text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return active;
  }
  if (text.includes('\0') || text === '') return active;
  return /<[!?a-z]/i.test(text) ? active : plain('text/plain');
}
