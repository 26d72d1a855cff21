/** Sizes of files in the manner of a language, as people read them: 300 B, 12 KB, 2.1 MB. */
export function sizeIn(language: string, [b, kb, mb]: readonly [string, string, string]): (bytes: number) => string {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return (bytes) => {
    if (bytes < 1000) return `${whole.format(bytes)}\u00a0${b}`;
    if (bytes < 1_000_000) return `${whole.format(bytes / 1024)}\u00a0${kb}`;
    return `${tenth.format(bytes / 1024 ** 2)}\u00a0${mb}`;
  };
}
