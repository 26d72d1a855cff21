/** Lets it be saved under its name. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Not at once: a browser may begin to read it only after this, or ask its person first.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
