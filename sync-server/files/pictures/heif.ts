import { boxesIn, textAt, wholeNumber, type Box } from './boxes.ts';
import { BrokenPictureError, type CleanPicture } from './clean-picture.ts';

/**
 * HEIC, HEIF and AVIF (ISO/IEC 23008-12 over 14496-12). A file is a list of items, and where the bytes of each stand; Exif and XMP are
 * items beside those of the picture. Nothing is moved, because all places are counted from the beginning: whatever no item of the
 * picture names is written over with zeros, and other items get a kind that nobody reads. How it is to be turned is told by the
 * properties, and stays.
 */

/** Items that are the picture, its parts, and how parts become one. All else tells something beside it. */
const PICTURE_ITEMS: readonly string[] = [
  ...['hvc1', 'lhv1', 'av01', 'avc1', 'svc1', 'vvc1', 'evc1', 'jpeg', 'j2k1', 'unci', 'mski'],
  ...['grid', 'iovl', 'iden', 'tmap', 'hvt1', 'tili'],
];
/** Boxes beside the items that decoders need; others, above all `uuid` and `udta`, may tell anything. */
const OUTER: readonly string[] = ['ftyp', 'meta', 'mdat'];
const INNER: readonly string[] = ['hdlr', 'pitm', 'iloc', 'iinf', 'iprp', 'iref', 'idat', 'grpl', 'dinf'];

/** Properties that tell when, what and from where; the rest is how to draw it, and their order is counted. */
const TELLING: readonly string[] = ['crtt', 'mdft', 'udes', 'altt', 'cmex', 'cmin', 'uuid'];

const NOBODYS = 'free';

interface Item {
  readonly id: number;
  readonly type: string;
  /** Where its kind stands. */
  readonly typeAt: number;
}
interface Place {
  readonly from: number;
  readonly length: number;
}

export function cleanHeif(given: Uint8Array): CleanPicture {
  const bytes = new Uint8Array(given);
  const outer = boxesIn(bytes, 0, bytes.length);
  if (outer[0]?.type !== 'ftyp') throw new BrokenPictureError('it does not say what it is');
  // A film, or a shortened form: nobody here knows where in it words stand.
  if (outer.some(({ type }) => ['moov', 'moof', 'mini'].includes(type)))
    throw new BrokenPictureError('not one picture');
  const [meta, ...more] = outer.filter(({ type }) => type === 'meta');
  if (meta === undefined || more.length > 0) throw new BrokenPictureError('no list of items');
  const inner = boxesIn(bytes, meta.content + 4, meta.end);
  const one = (type: string): Box | null => inner.find((box) => box.type === type) ?? null;
  const [infos, places, properties, small] = [one('iinf'), one('iloc'), one('iprp'), one('idat')];
  if (infos === null || places === null || properties === null) throw new BrokenPictureError('no items');
  const items = itemsIn(bytes, infos);
  const where = placesIn(bytes, places, small);

  const stores = [...outer.filter(({ type }) => type === 'mdat'), ...(small === null ? [] : [small])];
  for (const { content, end } of stores) bytes.fill(0, content, end);
  for (const { id, type, typeAt } of items) {
    if (!PICTURE_ITEMS.includes(type)) bytes.set(Buffer.from(NOBODYS, 'latin1'), typeAt);
    else for (const place of where.get(id) ?? []) putBack(bytes, given, place, stores);
  }
  for (const box of outer) if (!OUTER.includes(box.type)) blank(bytes, box);
  for (const box of inner) if (!INNER.includes(box.type)) blank(bytes, box);
  for (const box of propertiesIn(bytes, properties)) if (TELLING.includes(box.type)) blank(bytes, box);
  // What stands behind its end is not counted from anywhere.
  const end = outer.findLast(({ type }) => OUTER.includes(type))?.end ?? 0;
  return { bytes: bytes.subarray(0, end), ...largestIn(bytes, properties) };
}

function putBack(bytes: Uint8Array, given: Uint8Array, { from, length }: Place, stores: readonly Box[]): void {
  if (!stores.some(({ content, end }) => from >= content && from + length <= end))
    throw new BrokenPictureError('a part of it that stands nowhere');
  bytes.set(given.subarray(from, from + length), from);
}

/** Stays where it is, as room that nobody uses. */
function blank(bytes: Uint8Array, { at, content, end }: Box): void {
  bytes.set(Buffer.from(NOBODYS, 'latin1'), at + 4);
  bytes.fill(0, content, end);
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** ISO/IEC 14496-12, §8.11.6. */
function itemsIn(bytes: Uint8Array, { content, end }: Box): readonly Item[] {
  const view = viewOf(bytes);
  const first = content + 4 + (view.getUint8(content) === 0 ? 2 : 4);
  return boxesIn(bytes, first, end).map((box) => {
    const version = view.getUint8(box.content);
    if (box.type !== 'infe' || version < 2) throw new BrokenPictureError('an item of before HEIF');
    const width = version === 2 ? 2 : 4;
    const typeAt = box.content + 4 + width + 2;
    if (typeAt + 4 > box.end) throw new BrokenPictureError('an item that is cut');
    return { id: wholeNumber(view, box.content + 4, width), type: textAt(bytes, typeAt, 4), typeAt };
  });
}

/** ISO/IEC 14496-12, §8.11.3: where the bytes of each item stand, counted from the beginning of the file. */
function placesIn(bytes: Uint8Array, { content, end }: Box, idat: Box | null): ReadonlyMap<number, readonly Place[]> {
  const view = viewOf(bytes);
  const version = view.getUint8(content);
  let at = content + 4;
  const read = (length: number): number => {
    at += length;
    if (at > end) throw new BrokenPictureError('places that are cut');
    return wholeNumber(view, at - length, length);
  };
  const [offsetAndLength, baseAndIndex] = [read(1), read(1)];
  const [ofOffset, ofLength, ofBase] = [offsetAndLength >> 4, offsetAndLength & 15, baseAndIndex >> 4];
  const ofIndex = version === 0 ? 0 : baseAndIndex & 15;
  const places = new Map<number, readonly Place[]>();
  for (let left = read(version < 2 ? 2 : 4); left > 0; left -= 1) {
    const id = read(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : read(2) & 15;
    const isElsewhere = read(2) !== 0;
    const base = read(ofBase);
    // From the beginning of the file, or of the box of small items; out of another item, or another file, nobody here reads.
    const origin = method === 0 ? 0 : method === 1 ? idat?.content : undefined;
    if (origin === undefined || isElsewhere) throw new BrokenPictureError('an item that stands elsewhere');
    const found: Place[] = [];
    for (let extents = read(2); extents > 0; extents -= 1) {
      read(ofIndex);
      const from = origin + base + read(ofOffset);
      const length = read(ofLength);
      if (length === 0 || from + length > bytes.length) throw new BrokenPictureError('an item beyond the end');
      found.push({ from, length });
    }
    places.set(id, found);
  }
  return places;
}

const propertiesIn = (bytes: Uint8Array, { content, end }: Box): readonly Box[] =>
  boxesIn(bytes, content, end)
    .filter(({ type }) => type === 'ipco')
    .flatMap((box) => boxesIn(bytes, box.content, box.end));

/** The picture is the largest of its parts (§6.5.3 of 23008-12); whether it is turned by a quarter nobody here looks. */
function largestIn(bytes: Uint8Array, properties: Box): { readonly width: number; readonly height: number } {
  const view = viewOf(bytes);
  const sizes = propertiesIn(bytes, properties)
    .filter((box) => box.type === 'ispe' && box.end - box.content >= 12)
    .map((box) => ({ width: view.getUint32(box.content + 4), height: view.getUint32(box.content + 8) }));
  return sizes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0] ?? { width: 0, height: 0 };
}
