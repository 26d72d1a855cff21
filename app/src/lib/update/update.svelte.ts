/**
 * For so long the browser may take to give way to the new version, ms. Now and then Chromium does not for as long as this page is there
 * (seen for two minutes, on a busy machine, with nothing of the old worker's left to do), and does when the page is loaded anew.
 */
const GIVES_WAY = 4_000;

/**
 * New versions of the app. The browser fetches one in the background and keeps it waiting; it takes over only when the person
 * says so, and then the page that was asked reloads once (APP4).
 */
class Update {
  #waiting: ServiceWorker | null = $state.raw(null);
  /** Another tab took the new version: this page still runs the old one. */
  #isOutdated = $state(false);
  #isPutOff = $state(false);
  #isAccepted = false;
  #patience: ReturnType<typeof setTimeout> | undefined;

  get isOffered(): boolean {
    return (this.#waiting !== null || this.#isOutdated) && !this.#isPutOff;
  }

  accept(): void {
    if (this.#isAccepted) return;
    this.#isAccepted = true;
    if (this.#waiting === null) location.reload();
    else this.#take(this.#waiting);
  }

  /** The page comes anew when the new version has taken over; where it did not, the button would be dead: then too, and it asks again. */
  #take(worker: ServiceWorker): void {
    worker.postMessage({ type: 'SKIP_WAITING' });
    this.#patience ??= setTimeout(() => location.reload(), GIVES_WAY);
  }

  /**
   * The server no longer speaks with this version. The page alone would come back as old as it is, from this device: so the
   * newest one is fetched first, however long that takes; with none to be had, the page is simply loaded again.
   */
  async renew(): Promise<void> {
    if (this.#isAccepted) return;
    this.#isAccepted = true;
    const worker = await newestWorker();
    if (worker === null) return location.reload();
    const takeOver = (): void => {
      if (worker.state === 'installed') this.#take(worker);
      else if (worker.state === 'redundant') location.reload();
    };
    worker.addEventListener('statechange', takeOver);
    takeOver();
  }

  /** Not asked again in this visit, unless a still newer one comes. */
  putOff(): void {
    this.#isPutOff = true;
  }

  watch(): void {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    const { serviceWorker } = navigator;
    // The very first worker takes a page that had none: nothing is outdated by it.
    let hadWorker = serviceWorker.controller !== null;
    serviceWorker.addEventListener('controllerchange', () => {
      clearTimeout(this.#patience);
      if (this.#isAccepted) location.reload();
      else if (hadWorker) this.#offer(null);
      hadWorker = true;
    });
    // A browser that refuses workers (private windows of some) still runs the app online.
    serviceWorker.register('/sw.js').then(
      (registration) => this.#follow(registration),
      () => undefined,
    );
  }

  #follow(registration: ServiceWorkerRegistration): void {
    if (registration.waiting !== null) this.#offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed' && navigator.serviceWorker.controller !== null) this.#offer(worker);
      });
    });
    // An installed app is never navigated, so that the browser itself would not look for days.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') registration.update().catch(() => undefined);
    });
  }

  #offer(worker: ServiceWorker | null): void {
    this.#waiting = worker;
    this.#isOutdated = worker === null;
    this.#isPutOff = false;
  }
}

/** A version newer than this page that is on the device or on its way there; null when there is none, or no line to ask. */
async function newestWorker(): Promise<ServiceWorker | null> {
  if (!('serviceWorker' in navigator)) return null;
  try {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
    return registration?.installing ?? registration?.waiting ?? null;
  } catch {
    return null;
  }
}

export const update = new Update();
