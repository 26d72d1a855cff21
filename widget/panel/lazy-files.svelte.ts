import type { Attached } from '#client/files/waiting-file.ts';
import type { Files, TellFiles } from './files/files-part.ts';
import { lateDraw, type Draw } from './parts/draw.ts';
import type { MessageLine } from './thread.ts';

/** Until what could not be fetched is tried again, ms. */
const AGAIN_AFTER = 3_000;

/** What is needed of files, fetched when there is one. */
export class LazyFiles {
  readonly #open: (tell: TellFiles) => Promise<Files>;
  #part: Promise<Files | null> | null = null;
  #held = $state.raw(0);
  #waiting = $state.raw(0);

  /** `isAny`: some wait on this device from before. */
  constructor(open: (tell: TellFiles) => Promise<Files>, isAny: boolean) {
    this.#open = open;
    if (isAny) void this.load();
  }

  /** How many stand over the field and can be sent. */
  get held(): number {
    return this.#held;
  }

  /** How many are sent by the visitor and have not reached the server. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Null: its code cannot be had just now. */
  load(): Promise<Files | null> {
    const tell: TellFiles = (held, waiting) => {
      this.#held = held;
      this.#waiting = waiting;
    };
    return (this.#part ??= this.#open(tell).catch(() => (this.#part = null)));
  }

  /** They stand over the field until they are sent (FILE12). */
  async hold(files: readonly File[]): Promise<void> {
    const part = await this.load();
    if (part === null) setTimeout(() => void this.hold(files), AGAIN_AFTER);
    else part.hold(files);
  }

  /** Those that stand over the field leave. */
  async release(to: Attached): Promise<void> {
    await (await this.load())?.release(to);
  }

  /** The file that a line says, in place of its name. */
  draw(line: () => MessageLine): Draw {
    return lateDraw(async () => {
      const files = await this.load();
      // It is asked for again.
      if (files === null) throw new Error();
      return (home) => {
        (home.firstElementChild as HTMLElement).hidden = true;
        return files.draw(line)(home);
      };
    });
  }

  destroy(): void {
    void this.#part?.then((files) => files?.close());
    this.#part = new Promise(() => undefined);
  }
}
