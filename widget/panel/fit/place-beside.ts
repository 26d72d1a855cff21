export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How large the panel is, and how far its corner is from that of its button; px. */
export interface Fitted {
  readonly width: number;
  readonly height: number;
  readonly across: number;
  readonly down: number;
}

/** As large as anywhere (styles/panel.css), so far from an edge of the window and from its button; px. */
const [WIDE, HIGH, EDGE, GAP] = [384, 640, 20, 16];
/** Less than this is no room to talk in beside the button; px. */
const ENOUGH = 400;

/** Over its button where there is room, else under it, else across it; its side is the button's. */
export function fit(button: Box, seen: Box, isAtLeft: boolean): Fitted {
  const width = Math.min(WIDE, seen.right - seen.left - 2 * EDGE);
  const most = Math.min(HIGH, seen.bottom - seen.top - 2 * EDGE);
  const above = button.top - GAP - seen.top - EDGE;
  const below = seen.bottom - EDGE - button.bottom - GAP;
  const isRoom = (room: number): boolean => room >= Math.min(most, ENOUGH);
  const isBelow = !isRoom(above) && isRoom(below);
  const height = Math.min(most, isBelow ? below : isRoom(above) ? above : most);
  return {
    width,
    height,
    across: isAtLeft ? 0 : button.right - button.left - width,
    down: isBelow ? button.bottom - button.top + GAP : -GAP - height,
  };
}

/** Where its corner is in the window: beside the button, wherever that has gone, and whole. */
export function cornerOf({ width, height, across, down }: Fitted, button: Box, seen: Box): readonly [number, number] {
  const within = (wanted: number, least: number, most: number): number =>
    Math.max(least + EDGE, Math.min(wanted, most - EDGE));
  return [
    within(button.left + across, seen.left, seen.right - width),
    within(button.top + down, seen.top, seen.bottom - height),
  ];
}
