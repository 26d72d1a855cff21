/** Chromium's own event; not in the types of the DOM. */
interface InstallPromptEvent extends Event {
  readonly prompt: () => Promise<unknown>;
}

/** Offers to install the app, where the browser can and it is not installed yet. */
class Install {
  #event: InstallPromptEvent | null = $state.raw(null);

  get isOffered(): boolean {
    return this.#event !== null;
  }

  async ask(): Promise<void> {
    const event = this.#event;
    this.#event = null;
    await event?.prompt();
  }

  /** Listens from the start of the page: the browser tells once. An installed app's data should not be dropped for want of room. */
  watch(): void {
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.#event = event as InstallPromptEvent;
    });
    addEventListener('appinstalled', () => {
      this.#event = null;
      persist();
    });
    if (matchMedia('(display-mode: standalone)').matches) persist();
  }
}

function persist(): void {
  // Older browsers have no `persist`, and a refusal changes nothing we do.
  void navigator.storage?.persist?.().catch(() => false);
}

export const install = new Install();
