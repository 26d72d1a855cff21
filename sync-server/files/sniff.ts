/**
 * What a file is by its first bytes, whatever its name and its sender say. `picture`: one that browsers show and that is cleaned of
 * what it tells about its maker · `plain`: known, and run by nothing · `active`: could run somewhere (pages, drawings, programs);
 * kept, and served as bytes without a type.
 */
export interface Sniffed {
  readonly type: string;
  readonly kind: 'picture' | 'plain' | 'active' | 'program';
}

export const BYTES = 'application/octet-stream';
/** As much of a file as `sniff` looks at. */
export const SNIFFED_BYTES = 4096;

const plain = (type: string): Sniffed => ({ type, kind: 'plain' });
const picture = (type: string): Sniffed => ({ type, kind: 'picture' });

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/** Office documents are archives: which of them, the name tells, and nothing runs by it here. */
const IN_A_ZIP: { readonly [ending: string]: string } = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
};
const BRANDS: { readonly [brand: string]: string } = {
  M4A: 'audio/mp4',
  heic: 'image/heic',
  heix: 'image/heic',
  mif1: 'image/heif',
  avif: 'image/avif',
};
const PROGRAM_ENDINGS =
  /\.(?:exe|msi|bat|cmd|com|scr|pif|ps1|vbs|vbe|js|jse|wsf|hta|jar|apk|app|lnk|reg|cpl|dll|sh|command)$/i;

/** Whether a system would run it when somebody opens it by this name. */
export const isProgramName = (name: string): boolean => PROGRAM_ENDINGS.test(name);

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
  [0, 'MZ', { type: BYTES, kind: 'program' }],
  [0, '\x7fELF', { type: BYTES, kind: 'program' }],
  [0, '\xcf\xfa\xed\xfe', { type: BYTES, kind: 'program' }],
  [0, '\xca\xfe\xba\xbe', { type: BYTES, kind: 'program' }],
  [0, '#!', { type: BYTES, kind: 'program' }],
];

export function sniff(head: Uint8Array, name: string): Sniffed {
  for (const [at, signature, sniffed] of SIGNATURES)
    if (ascii(head, at, at + signature.length) === signature) return sniffed;
  if (isProgramName(name)) return { type: BYTES, kind: 'program' };
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return picture('image/webp');
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WAVE') return plain('audio/wav');
  if (ascii(head, 4, 8) === 'ftyp') return plain(BRANDS[ascii(head, 8, 12).trim()] ?? 'video/mp4');
  if (ascii(head, 0, 4) === 'PK\x03\x04')
    return plain(IN_A_ZIP[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'application/zip');
  return sniffText(head);
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
