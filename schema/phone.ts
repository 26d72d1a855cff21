/** As many digits as a number has somewhere in the world, and no more than E.164 allows with an extension behind it. */
const LEAST_DIGITS = 5;
const MOST_DIGITS = 20;
/** Digits in whatever manner of grouping, and an extension in any of our languages. */
const MANNER = /^\+?[\d\s()./-]+(?:(?:[,;#x]|ext\.?|w\.?|wew\.?|доб\.?)\s*\d{1,6})?$/i;

/** Whether one can call it. It is kept as it was typed, so that its owner knows it again. */
export function isPhone(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '').length;
  return digits >= LEAST_DIGITS && digits <= MOST_DIGITS && MANNER.test(text.trim());
}
