/** Where the words stand that the system has handed to the app, until somebody has chosen a conversation for them. */
export const SHARED_CACHE = 'holdline-shared';
export const SHARED_WORDS = '/share/words';

/** In the manifest: where the system sends them. */
export const SHARE_PATH = '/share';
/** As much as a message may hold. */
const MOST = 8_000;

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

/** Keeps the words and leads to the page that asks where to. Without a network as well. */
export async function takeShared(request: Request, caches: Pick<CacheStorage, 'open'>): Promise<Response> {
  const words = wordsOf(await request.formData());
  if (words !== '') await (await caches.open(SHARED_CACHE)).put(SHARED_WORDS, new Response(words));
  return Response.redirect(new URL(SHARE_PATH, request.url), 303);
}
