/**
 * Puts words into a text field as if they had been typed, so that the browser's own undo gives back what stood there. The caret is
 * behind them.
 */
export function putIntoField(field: HTMLTextAreaElement, start: number, end: number, words: string): void {
  field.focus();
  field.setSelectionRange(start, end);
  if (start === end && words === '') return;
  // Nothing else writes into the history of undoing; where it is gone, only that history is.
  if (words === '' ? document.execCommand('delete') : document.execCommand('insertText', false, words)) return;
  field.setRangeText(words, start, end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: words }));
}

/** Words that stand beside others are parted from them by a blank. */
export function parted(text: string, start: number, end: number, words: string): string {
  const before = start > 0 && /\S/.test(text[start - 1] ?? '') ? ' ' : '';
  const after = end < text.length && /[\p{L}\p{N}]/u.test(text[end] ?? '') ? ' ' : '';
  return `${before}${words}${after}`;
}
