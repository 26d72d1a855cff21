import type { FileTexts } from './texts/file-texts.ts';

/** The size of a file in the manner of a language: 300 B, 12 KB, 2.1 MB. */
export function sizeText(bytes: number, { language, units: [b, kb, mb] }: FileTexts['size']): string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  if (bytes < 1000) return `${number.format(bytes)} ${b}`;
  return bytes < 1e6 ? `${number.format(Math.round(bytes / 1024))} ${kb}` : `${number.format(bytes / 1024 ** 2)} ${mb}`;
}
