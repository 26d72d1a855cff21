import type { Attached } from '#client/files/waiting-file.ts';
import type { Texts } from '../texts/texts.ts';
import type { Files } from './files/files.ts';
import type { MessageLine } from './thread.ts';

type Draw = (home: HTMLElement) => () => void;

/** What is needed of files, fetched when there is one. */
export class LazyFiles {
  readonly #open: () => Promise<Files>;
  #part: Promise<Files | null> | null = null;
  /** Draws those that wait, once there is somewhere to draw them. */
  #showWaiting = (): void => undefined;

  /** `isAny`: some wait on this device from before. */
  constructor(open: () => Promise<Files>, isAny: boolean) {
    this.#open = open;
    if (isAny) void this.#load();
  }

  /** Null: its code cannot be had just now. */
  #load(): Promise<Files | null> {
    return (this.#part ??= this.#open().catch(() => {
      this.#part = null;
      return null;
    }));
  }

  /** False: nothing of it was taken; its sender has to try again. */
  async attach(files: readonly File[], to: Attached): Promise<boolean> {
    const part = await this.#load();
    this.#showWaiting();
    await part?.attach(files, to);
    return part !== null;
  }

  /** The file that a line says, in place of its name. */
  draw(line: () => MessageLine, texts: Texts): Draw {
    return (home) =>
      this.#draw((files) => {
        (home.firstElementChild as HTMLElement).hidden = true;
        return files.draw(line, texts)(home);
      });
  }

  drawWaiting(texts: Texts): Draw {
    return (home) => {
      let undraw = (): void => undefined;
      this.#showWaiting = () => {
        this.#showWaiting = () => undefined;
        undraw = this.#draw((files) => files.drawWaiting(texts)(home));
      };
      if (this.#part !== null) this.#showWaiting();
      return () => {
        this.#showWaiting = () => undefined;
        undraw();
      };
    };
  }

  #draw(draw: (files: Files) => () => void): () => void {
    let isOver = false;
    let undraw = (): void => undefined;
    void this.#load().then((files) => {
      if (!isOver && files !== null) undraw = draw(files);
    });
    return () => {
      isOver = true;
      undraw();
    };
  }

  destroy(): void {
    void this.#part?.then((files) => files?.close());
  }
}
