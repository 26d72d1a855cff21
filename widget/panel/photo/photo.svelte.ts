import { dress } from '../parts/drawing.ts';
import type { PartHost } from '../parts/part.ts';
import styles from './photo.css?inline';

/** The photo of this person; null: they have none; undefined: it cannot be had now. */
async function photoOf({ server, store }: PartHost, person: string): Promise<ImageBitmap | null | undefined> {
  const conversation = store.read()?.conversation ?? '';
  try {
    const answer = await fetch(`${server.origin}/api/photos/${person}?conversation=${conversation}`, {
      headers: { authorization: `Bearer ${server.bearer ?? ''}` },
      credentials: 'omit',
    });
    if (!answer.ok) return undefined;
    return answer.status === 204 ? null : await createImageBitmap(await answer.blob());
  } catch {
    return undefined;
  }
}

type Known = Readonly<Record<string, ImageBitmap | null>>;

/** Photos over the initials of people who answer (PHOTO4). Fetched when there is a talk and it is looked at. */
export function openPart(host: PartHost): () => void {
  const { chat, parts } = host;
  /** Null: they have none, as far as this page goes; absent: not known yet. */
  let known: Known = $state.raw(Object.create(null) as Known);
  let asked: readonly string[] = [];

  function ask(person: string): void {
    if (asked.includes(person)) return;
    asked = [...asked, person];
    void photoOf(host, person).then((picture) => {
      // What could not be had is asked for again when the line is back.
      if (picture === undefined) asked = asked.filter((other) => other !== person);
      else known = { ...known, [person]: picture };
    });
  }

  return parts.put({
    place: 'avatar',
    draw: (home, person) => {
      const picture = known[person];
      if (picture === undefined && person !== '' && chat.link.state === 'live') ask(person);
      if (!picture) return () => undefined;
      dress(home, styles);
      // Drawn, because a strict page lets no picture from elsewhere into an image.
      const canvas = document.createElement('canvas');
      canvas.className = 'photo';
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext('2d')?.drawImage(picture, 0, 0);
      home.append(canvas);
      return () => canvas.remove();
    },
  });
}
