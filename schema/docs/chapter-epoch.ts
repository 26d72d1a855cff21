/** The epoch of a chapter: the document's own for the first one, and known by its number from the second on. */
export const chapterEpoch = (epoch: string, number: number): string => (number === 1 ? epoch : `${epoch}.${number}`);

/** The document's epoch, the same for all its chapters. */
export const epochFamily = (epoch: string): string => epoch.split('.', 1)[0] ?? '';

/** The number of the chapter whose epoch this is, from 1. */
export const chapterOfEpoch = (epoch: string): number => Number(epoch.split('.', 2)[1] ?? 1);
