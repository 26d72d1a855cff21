const TO = 'to';
const SIGN_IN = '/sign-in';

/** The page where one signs in, from where one wanted to be. */
export function signInFrom({ pathname, search }: Pick<URL, 'pathname' | 'search'>): string {
  const path = pathname + search;
  return path === '/' || pathname === SIGN_IN
    ? SIGN_IN
    : `${SIGN_IN}?${new URLSearchParams({ [TO]: path }).toString()}`;
}

/** Where one wanted to be before signing in: a page of this app, whatever an address from elsewhere says. */
export function wayBack(page: {
  readonly origin: string;
  readonly searchParams: Pick<URLSearchParams, 'get'>;
}): string {
  const path = page.searchParams.get(TO) ?? '/';
  if (!path.startsWith('/') || !URL.canParse(path, page.origin)) return '/';
  const { origin, pathname, search } = new URL(path, page.origin);
  if (origin !== page.origin || pathname.startsWith('//') || pathname === SIGN_IN) return '/';
  return pathname + search;
}
