import * as v from 'valibot';

/** Small pictures that stand for somebody are squares of so many pixels each way: a person's photo, and the avatar of a site, which stands larger too. */
export const PHOTO_SIDE = 96;
export const AVATAR_SIDE = 128;
/** Of either. */
export const PHOTO_BYTES = 64 * 1024;
export const PHOTO_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

/** Made of what is in the picture: another picture has another one. */
export const pictureVersionSchema = /*#__PURE__*/ v.pipe(v.string(), v.regex(/^[\w-]{16}$/));
