/** A photo of a person of staff is a square of so many pixels each way, and at most so many bytes. */
export const PHOTO_SIDE = 96;
export const PHOTO_BYTES = 64 * 1024;
export const PHOTO_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];
