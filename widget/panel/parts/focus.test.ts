import { expect, test, vi } from 'vitest';
import { leaveButton } from './focus.ts';

/** A button with the keyboard on it, and the frames of its page. */
function pressed() {
  const frames: (() => void)[] = [];
  const focused: string[] = [];
  const root: { activeElement: unknown; querySelector: (of: string) => unknown } = {
    activeElement: null,
    querySelector: (of) => ({ focus: () => focused.push(of) }),
  };
  const button = { getRootNode: () => root } as unknown as Element;
  root.activeElement = button;
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  const frame = (): void => frames.splice(0).forEach((run) => run());
  return { root, button, frames, focused, frame };
}

test('WID9 CALL4 a button that goes some frames after its deed leaves the keyboard in the chat', () => {
  const { root, button, focused, frame } = pressed();
  leaveButton(button, () => undefined);
  frame();
  frame();
  expect(focused).toEqual([]);
  root.activeElement = null;
  frame();
  expect(focused).toEqual(['.thread']);
});

test('WID9 one that stays, or whose deed has put the keyboard elsewhere, is left alone', () => {
  const staying = pressed();
  leaveButton(staying.button, () => undefined);
  for (let frame = 0; frame < 200; frame += 1) staying.frame();
  expect([staying.frames, staying.focused]).toEqual([[], []]);
  const moved = pressed();
  leaveButton(moved.button, () => (moved.root.activeElement = {}));
  moved.frame();
  expect([moved.frames, moved.focused]).toEqual([[], []]);
  // Pressed by a finger, it has no keyboard to give away.
  const touched = pressed();
  touched.root.activeElement = null;
  leaveButton(touched.button, () => undefined);
  expect(touched.frames).toEqual([]);
});
