/** Draws into an element of the panel, and takes back what it drew. */
export type Draw = (home: HTMLElement) => () => void;

/** Until what could not be fetched is tried again, ms. */
const AGAIN_AFTER = 3_000;

/** Draws what comes late, unless its place has gone by then. What a bad line did not bring is asked for again (WID14). */
export const lateDraw =
  (load: () => Promise<Draw>): Draw =>
  (home) => {
    let isOver = false;
    let undraw = (): void => undefined;
    const look = (): unknown =>
      isOver ||
      load().then(
        (draw) => {
          if (!isOver) undraw = draw(home);
        },
        () => setTimeout(look, AGAIN_AFTER),
      );
    look();
    return () => {
      isOver = true;
      undraw();
    };
  };
