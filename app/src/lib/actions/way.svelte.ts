import { navigating } from '$app/state';

/** A link is followed after the next frame, at the latest a tenth of a second after it was pressed; ms. */
const FOLLOWED_WITHIN = 150;

/** Whether another page is on its way to the screen, from the press of its link on. */
export class Way {
  #isFollowed = $state(false);

  get isLeaving(): boolean {
    return this.#isFollowed || navigating.to !== null;
  }

  readonly clicked = ({ defaultPrevented, target }: MouseEvent): void => {
    // One that the browser follows by itself takes the whole page away.
    if (!defaultPrevented || !(target instanceof Element) || target.closest('a[href]') === null) return;
    this.#isFollowed = true;
    setTimeout(this.arrived, FOLLOWED_WITHIN);
  };

  readonly arrived = (): void => {
    this.#isFollowed = false;
  };
}
