import { drawing } from '../parts/drawing.ts';
import type { PartHost } from '../parts/part.ts';
import Menu from './Menu.svelte';
import styles from './menu.css?inline';

let close: (() => void) | null = null;

/** Opens the header's menu, or closes it; the keyboard goes into it and comes back to its button. */
export function toggleMenu(host: PartHost, button: HTMLElement): void {
  if (close !== null) return close();
  const draw = drawing(
    Menu,
    {
      host,
      button,
      onclose: (run: (() => void) | null) => {
        close?.();
        button.focus({ preventScroll: true });
        run?.();
      },
    },
    styles,
  );
  const remove = host.parts.put({
    place: 'popup',
    draw: (home) => {
      const undraw = draw(home);
      // Also when the panel goes from around it.
      return () => {
        undraw();
        close?.();
      };
    },
  });
  close = () => {
    close = null;
    remove();
  };
}
