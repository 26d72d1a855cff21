/** Kinds of pictures that every browser shows. */
export const isPicture = (type: string): boolean => /^image\/(?:jpeg|png|gif|webp)$/.test(type);
