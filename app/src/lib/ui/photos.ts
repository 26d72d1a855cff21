import { getContext, setContext } from 'svelte';

/** Where the photo of somebody is; null: they have none, or are no person of staff. */
export type PhotoOf = (id: string) => string | null;

const KEY = Symbol('photos');

export const providePhotos = (photoOf: PhotoOf): PhotoOf => setContext(KEY, photoOf);
/** Undefined where nobody has signed in. */
export const usePhotos = (): PhotoOf | undefined => getContext<PhotoOf | undefined>(KEY);
