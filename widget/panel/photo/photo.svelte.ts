import { dress } from '../parts/drawing.ts';
import type { PartHost, Slot } from '../parts/part.ts';
import styles from './photo.css?inline';

/** The photo of whoever answers, over their initial; null: they have none; undefined: it cannot be had now. */
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

/** Drawn, because a strict page lets no picture from elsewhere into an image. */
const slotOf = (picture: ImageBitmap): Slot => ({
  place: 'avatar',
  draw: (home) => {
    dress(home, styles);
    const canvas = document.createElement('canvas');
    canvas.className = 'photo';
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    home.append(canvas);
    return () => canvas.remove();
  },
});

export function openPart(host: PartHost): () => void {
  const { chat, parts } = host;
  /** Null: of this one there is none, as far as this page goes. */
  const known: { [person: string]: Slot | null } = Object.create(null) as { [person: string]: Slot | null };
  let shown: Slot | null = $state.raw(null);
  const stopShowing = parts.keep(() => shown);
  const stopAsking = $effect.root(() => {
    $effect(() => {
      const id = chat.head?.state === 'active' ? (chat.head.assignee?.id ?? null) : null;
      // What could not be had is asked for again when the line is back.
      const isLive = chat.link.state === 'live';
      let isOver = false;
      shown = id === null ? null : (known[id] ?? null);
      if (id !== null && isLive && known[id] === undefined)
        void photoOf(host, id).then((picture) => {
          if (picture === undefined) return;
          const slot = picture && slotOf(picture);
          known[id] = slot;
          if (!isOver) shown = slot;
        });
      return () => {
        isOver = true;
      };
    });
  });
  return () => {
    stopAsking();
    stopShowing();
  };
}
