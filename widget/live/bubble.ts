import type { Invited } from '#schema/conversation/invited.ts';
import type { LiveTexts } from './live-texts.ts';
import { make } from './dom.ts';
import { createFace } from './face.ts';

export interface Bubble {
  readonly show: (invited: Invited) => void;
  readonly hide: () => void;
  readonly isShown: () => boolean;
}

/**
 * An invitation beside the button (INVITE2): as large as its words and no larger, told to screen readers when they are done with what they
 * say, and never taking the keyboard from the page.
 */
export function createBubble(
  root: ShadowRoot,
  texts: LiveTexts,
  avatar: string,
  launcher: HTMLElement,
  on: { readonly answer: () => void; readonly close: () => void },
): Bubble {
  const who = make('span', { class: 'invited-by', dir: 'auto' });
  const words = make('span', { class: 'invited-words', dir: 'auto' });
  const answer = make(
    'button',
    { type: 'button', class: 'invited-answer', 'aria-description': texts.answer },
    who,
    words,
  );
  const showFace = createFace(answer, avatar);
  const close = make('button', { type: 'button', class: 'invited-close', 'aria-label': texts.close }, '×');
  const box = make('div', { class: 'invited', role: 'group', 'aria-label': texts.invitation }, answer, close);
  // There before it has words: a region that comes with its words is not told.
  const said = make('p', { class: 'invited-said', role: 'status' });
  box.hidden = true;
  root.append(said, box);
  answer.addEventListener('click', on.answer);
  close.addEventListener('click', on.close);
  const onkeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.isComposing && !isForThePage(event, box)) on.close();
  };

  return {
    isShown: () => !box.hidden,
    show: ({ by, name, text }) => {
      // A person of ours is not who the picture shows.
      showFace(by === 'site');
      const from = name || texts.us;
      const told = `${from}: ${text}`;
      // Written again it would be told again, and a selection in it would be gone.
      if (said.textContent !== told) {
        who.textContent = from;
        words.textContent = text;
        said.textContent = told;
      }
      // On the window: whoever on the page wants the key has had it by then.
      if (box.hidden) addEventListener('keydown', onkeydown);
      box.hidden = false;
    },
    hide: () => {
      if (box.hidden) return;
      removeEventListener('keydown', onkeydown);
      const hadFocus = box.contains(root.activeElement);
      box.hidden = true;
      // Beside it is the way to the chat, and not at the top of the page.
      if (hadFocus) launcher.focus({ preventScroll: true });
      said.textContent = '';
    },
  };
}

/** What closes by Escape where it stands open over a page, or holds the focus. */
const OVER_THE_PAGE = ':is(:modal, [popover=""]:popover-open, [popover="auto"]:popover-open)';
const DIALOG = 'dialog, [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [aria-modal="true"]';

/** The page has taken the key, or something of its own is open that the key is meant for (INVITE2). */
function isForThePage(event: KeyboardEvent, box: HTMLElement): boolean {
  const path = event.composedPath();
  if (path.includes(box)) return false;
  return (
    event.defaultPrevented ||
    document.querySelector(OVER_THE_PAGE) !== null ||
    path.some((each) => each instanceof Element && each.matches(DIALOG)) ||
    // Many pages have theirs in the document all the time, hidden.
    [...document.querySelectorAll('[aria-modal="true"]')].some((each) => each.checkVisibility?.() !== false)
  );
}
