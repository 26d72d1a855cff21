import type { HandleClientError } from '@sveltejs/kit/hooks';

/** As Chromium, Firefox and Safari say that a module did not come, and Vite that a style did not. */
const NOT_FETCHED = /dynamically imported module|importing a module script failed|unable to preload css/i;

export const handleError: HandleClientError = ({ error }) => {
  const isNotHere = error instanceof Error && NOT_FETCHED.test(error.message);
  // The page says only that something broke; what it was is for whoever is asked about it.
  if (!isNotHere) reportError(error);
  return { isNotHere };
};
