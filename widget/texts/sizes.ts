/** Sizes of files in the manner of a language: 300 B, 12 KB, 2.1 MB. */
export function sizeIn(language: string, [b, kb, mb]: readonly [string, string, string]): (bytes: number) => string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return (bytes) => {
    if (bytes < 1000) return `${number.format(bytes)} ${b}`;
    return bytes < 1e6
      ? `${number.format(Math.round(bytes / 1024))} ${kb}`
      : `${number.format(bytes / 1024 ** 2)} ${mb}`;
  };
}
