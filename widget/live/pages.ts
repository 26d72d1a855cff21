/** Asked so often where a browser does not tell when a page of one document becomes another; ms. */
const LOOK_EVERY = 700;

/**
 * Calls back when the address of the page has become another, by a router of the page's own too. Nothing of the page's is replaced for it:
 * other scripts count on `history` as they do.
 */
export function followPages(changed: () => void): () => void {
  let address = bare();
  const look = (): void => {
    const now = bare();
    if (now === address) return;
    address = now;
    changed();
  };
  const { navigation } = globalThis;
  navigation?.addEventListener('currententrychange', look);
  addEventListener('popstate', look);
  addEventListener('hashchange', look);
  const timer = navigation ? 0 : setInterval(look, LOOK_EVERY);
  return () => {
    navigation?.removeEventListener('currententrychange', look);
    removeEventListener('popstate', look);
    removeEventListener('hashchange', look);
    clearInterval(timer);
  };
}

/** Some routers keep the page behind the `#`; a mere anchor is no other page. */
function bare(): string {
  const { href, hash } = location;
  return hash.startsWith('#/') || hash.startsWith('#!') ? href : href.slice(0, href.length - hash.length);
}
