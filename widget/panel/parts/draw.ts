/** Draws into an element of the panel, and takes back what it drew. */
export type Draw = (home: HTMLElement) => () => void;

/** Draws what comes late, unless its place has gone by then; nothing where it cannot be had. */
export const lateDraw =
  (load: () => Promise<Draw | null>): Draw =>
  (home) => {
    let isOver = false;
    let undraw = (): void => undefined;
    load().then(
      (draw) => {
        if (!isOver && draw !== null) undraw = draw(home);
      },
      () => undefined,
    );
    return () => {
      isOver = true;
      undraw();
    };
  };
