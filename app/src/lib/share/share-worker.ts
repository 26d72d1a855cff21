/** Where stands what the system has handed to the app, until somebody has chosen a conversation for it. */
export const SHARED_CACHE = 'holdline-shared';
export const SHARED_WORDS = '/share/words';
/** Under it each file, by when it came and its place among those that came with it. */
export const SHARED_FILES = '/share/files/';

/** In the manifest: where the system sends it, and the field of its files. */
export const SHARE_PATH = '/share';
const SHARE_FIELD = 'files';
/** The name of a file, percent-encoded: a header has no other letters. */
export const SHARED_NAME = 'x-name';
/** In the address of the page: how many files this device had no room for. */
export const LOST = 'lost';
/** As much as a message may hold. */
const MOST = 8_000;
/** The most of one file that any workspace lets through, bytes; what is larger is not copied here for nothing. */
const MOST_BYTES = 500 * 1024 ** 2;

/** Title, text and address as one text: programs put the same thing into one or the other of them. */
export function wordsOf(form: Pick<FormData, 'get'>): string {
  const parts = ['title', 'text', 'url'].flatMap((name) => {
    const value = form.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : [];
  });
  const told = parts.filter((part, at) => !parts.some((other, place) => place !== at && says(other, part, place < at)));
  return told.join('\n').slice(0, MOST).toWellFormed();
}

/** Whether `part` stands in `other` already; of two that are the same the first stays. */
const says = (other: string, part: string, isBefore: boolean): boolean =>
  other === part ? isBefore : other.includes(part);

/** A field in which nothing was chosen sends a file without a name. */
const filesOf = (form: FormData): readonly File[] =>
  form.getAll(SHARE_FIELD).filter((value): value is File => value instanceof File && value.name + value.size !== '0');

/**
 * Keeps words and files and leads to the page that asks where to. Without a network as well. Files come to those of before, which
 * nobody has chosen a conversation for yet.
 */
export async function takeShared(
  request: Request,
  { caches, now }: { readonly caches: Pick<CacheStorage, 'open'>; readonly now: () => number },
): Promise<Response> {
  const form = await request.formData();
  const words = wordsOf(form);
  const cache = await caches.open(SHARED_CACHE);
  if (words !== '') await cache.put(SHARED_WORDS, new Response(words));
  let lost = 0;
  for (const [place, file] of filesOf(form).entries()) {
    const isKept = await cache.put(addressOf(now(), place), answerOf(file)).then(
      () => true,
      // The disk of this device is full.
      () => false,
    );
    if (!isKept) lost += 1;
  }
  return Response.redirect(new URL(lost === 0 ? SHARE_PATH : `${SHARE_PATH}?${LOST}=${lost}`, request.url), 303);
}

/** Addresses in the order of their letters are files in the order in which they came. */
const addressOf = (now: number, place: number): string =>
  `${SHARED_FILES}${String(now).padStart(15, '0')}-${String(place).padStart(4, '0')}`;

/** What is too large for everybody is told of by its name and size alone. */
function answerOf(file: File): Response {
  const isTooLarge = file.size > MOST_BYTES;
  return new Response(isTooLarge ? null : file, {
    headers: {
      'content-type': file.type === '' ? 'application/octet-stream' : file.type,
      [SHARED_NAME]: encodeURIComponent(file.name.toWellFormed()),
      ...(isTooLarge && { 'x-size': String(file.size) }),
    },
  });
}
