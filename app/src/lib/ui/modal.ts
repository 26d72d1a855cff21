/**
 * Opens a dialog as a modal as soon as it is in the page; whoever renders it takes it away again. The browser gives the focus back
 * only when it is closed, not when it is taken away.
 */
export function openModal(dialog: HTMLDialogElement): () => void {
  const opener = document.activeElement;
  dialog.showModal();
  return () => {
    if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
  };
}
