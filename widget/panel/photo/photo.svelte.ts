import { drawPicture, pictureFrom } from '../../small-picture.ts';
import { dress } from '../parts/drawing.ts';
import type { PartHost } from '../parts/part.ts';
import styles from './photo.css?inline';

/** The picture of this person, or of the site where it is nobody; null: there is none; undefined: it cannot be had now. */
function pictureOf({ server, store, options }: PartHost, person: string): ReturnType<typeof pictureFrom> {
  if (person === '') return pictureFrom(`${server.origin}/api/avatars/${options.served.look?.avatar ?? ''}`);
  const conversation = store.read()?.conversation ?? '';
  return pictureFrom(`${server.origin}/api/photos/${person}?conversation=${conversation}`, server.bearer ?? '');
}

type Known = Readonly<Record<string, ImageBitmap | null>>;

/**
 * Photos over the initials of people who answer (PHOTO4), fetched when there is a talk and it is looked at, and the site's own picture
 * where nobody does (AVATAR5).
 */
export function openPart(host: PartHost): () => void {
  const { chat, options, parts } = host;
  /** Null: they have none, as far as this page goes; absent: not known yet. */
  let known: Known = $state.raw(Object.create(null) as Known);
  let asked: readonly string[] = [];

  function ask(person: string): void {
    if (asked.includes(person)) return;
    asked = [...asked, person];
    void pictureOf(host, person).then((picture) => {
      // What could not be had is asked for again when the line is back.
      if (picture === undefined) asked = asked.filter((other) => other !== person);
      else known = { ...known, [person]: picture };
    });
  }

  /** Of people a visitor sees nothing without a line of its own; a site's stands in a file for everybody. */
  function mayAsk(person: string): boolean {
    const { state } = chat.link;
    return person === '' ? Boolean(state && options.served.look?.avatar) : person !== 'operator' && state === 'live';
  }

  return parts.put({
    place: 'avatar',
    draw: (home, person) => {
      const picture = known[person];
      if (picture === undefined && mayAsk(person)) ask(person);
      if (!picture) return () => undefined;
      dress(home, styles);
      const canvas = document.createElement('canvas');
      canvas.className = 'photo';
      drawPicture(canvas, picture);
      home.append(canvas);
      return () => canvas.remove();
    },
  });
}
