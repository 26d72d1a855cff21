import { expect, test } from 'vitest';
import { numberInWords, typedNumber } from './typed-number.ts';

test.each([
  ['30', 30, '30'],
  [' 0 ', 0, '0'],
  ['', -1, ''],
  ['-3', -1, ''],
  ['2.5', -1, ''],
  ['ten', -1, ''],
])(
  'FORM1 %j typed as a number is that number, or none that could be saved, also after it was kept on the device',
  (typed, value, shown) => {
    expect(JSON.parse(JSON.stringify(typedNumber(typed)))).toBe(value);
    expect(numberInWords(value)).toBe(shown);
  },
);
