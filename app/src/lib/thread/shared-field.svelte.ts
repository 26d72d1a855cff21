import type { Attachment } from 'svelte/attachments';
import { changeBetween, moved } from './text-change.ts';

export interface Field {
  readonly text: string;
  /** `base`: what was shown when this was typed. */
  readonly write: (text: string, base: string) => void;
}

/**
 * Keeps a text field and a text that others write as well the same. What they write does not move the caret, and waits while
 * an input method composes a word, because putting another text into the field would end that.
 */
export const sharedField =
  (field: () => Field): Attachment<HTMLTextAreaElement> =>
  (element) => {
    let shown = '';
    let isComposing = false;
    let hadKeyboard = false;
    /**
     * Where the caret belongs since others wrote while the field did not have the keyboard, and where the browser then put it. It is
     * set right only when the keyboard comes back: some browsers give it to a field whose caret is moved.
     */
    let left: { readonly start: number; readonly end: number; readonly put: number } | null = null;

    function show(text: string): void {
      if (isComposing) return;
      const change = changeBetween(element.value, text);
      shown = text;
      if (change === null) return;
      const { selectionStart, selectionEnd, selectionDirection } = element;
      element.value = text;
      const [start, end] = [moved(left?.start ?? selectionStart, change), moved(left?.end ?? selectionEnd, change)];
      if (document.activeElement === element) element.setSelectionRange(start, end, selectionDirection);
      else if (hadKeyboard) left = { start, end, put: element.selectionStart };
    }

    function typed(): void {
      const base = shown;
      shown = element.value;
      field().write(element.value, base);
    }

    const stop = new AbortController();
    const { signal } = stop;
    element.addEventListener('input', typed, { signal });
    element.addEventListener('compositionstart', () => void (isComposing = true), { signal });
    element.addEventListener(
      'compositionend',
      () => {
        isComposing = false;
        show(field().text);
      },
      { signal },
    );
    element.addEventListener('blur', () => void (hadKeyboard = true), { signal });
    element.addEventListener(
      'focus',
      () => {
        const isThere = left?.put === element.selectionStart && left.put === element.selectionEnd;
        if (left !== null && isThere) element.setSelectionRange(left.start, left.end);
        left = null;
      },
      { signal },
    );
    $effect(() => show(field().text));
    return () => stop.abort();
  };

/** Writes where the caret is, or was when the field lost the keyboard, as if it were typed: it can be taken back with Ctrl+Z. */
export function insertAtCaret(element: HTMLTextAreaElement, text: string): void {
  element.focus();
  // No browser has another way that keeps what can be taken back.
  if (document.execCommand('insertText', false, text)) return;
  element.setRangeText(text, element.selectionStart, element.selectionEnd, 'end');
  element.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
