import type { LiveTexts } from './live-texts.ts';
import { make } from './dom.ts';

export interface Question {
  readonly ask: () => void;
  /** `isOver`: nothing is to be asked any more, and nobody needs a way back to it. */
  readonly putAway: (isOver: boolean) => void;
  readonly isAsked: () => boolean;
}

/** The question before anything is kept (CONSENT1): in the place of the panel, which is not even fetched yet. */
export function createQuestion(
  root: ShadowRoot,
  launcher: HTMLElement,
  texts: LiveTexts,
  { words, link }: { readonly words: string; readonly link: string },
  on: { readonly yes: () => void; readonly no: () => void; readonly again: () => void },
  { isPreview, isInline }: { readonly isPreview: boolean; readonly isInline: boolean },
): Question {
  const yes = make('button', { type: 'button', class: 'asked-yes' }, texts.yes);
  const no = make('button', { type: 'button', class: 'asked-no' }, texts.no);
  const text = make('p', { id: 'asked-words', dir: 'auto' }, words);
  if (link !== '') {
    const policy = make('a', { href: link, target: '_blank', rel: 'noopener noreferrer' }, texts.policy);
    text.append(' ', policy);
  }
  const title = make('h2', { id: 'asked-title' }, texts.consentTitle);
  const buttons = make('div', { class: 'asked-buttons' }, yes, no);
  const box = make(
    'div',
    { class: 'asked', role: 'dialog', 'aria-labelledby': 'asked-title', 'aria-describedby': 'asked-words' },
    title,
    text,
    buttons,
  );
  box.hidden = true;
  root.append(box);
  // A chat that fills an element of the page shows no launcher, and would be an empty place after a no.
  const back = isInline
    ? make('button', { type: 'button', class: 'asked-again', hidden: '' }, launcher.getAttribute('aria-label') ?? '')
    : launcher;
  if (isInline) {
    root.append(back);
    back.addEventListener('click', on.again);
  }
  yes.addEventListener('click', on.yes);
  no.addEventListener('click', on.no);
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    on.no();
  });

  return {
    isAsked: () => !box.hidden,
    ask: () => {
      if (!box.hidden) return;
      box.hidden = false;
      // A frame takes the keyboard from the page around it, and what is previewed is being typed there. Within a page it stands from the start.
      if (isInline ? root.activeElement === back : !isPreview) yes.focus({ preventScroll: true });
      if (isInline) back.hidden = true;
    },
    putAway: (isOver) => {
      const hadFocus = box.contains(root.activeElement);
      if (isInline && (isOver || !box.hidden)) back.hidden = isOver;
      box.hidden = true;
      // A no ends at the way back; after a yes the chat that comes takes the keyboard from where it is.
      if (hadFocus) back.focus({ preventScroll: true });
    },
  };
}
