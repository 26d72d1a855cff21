import { expect, test } from 'vitest';
import { isPhone } from './phone.ts';

test.each([
  '+48 600 100 200',
  '600100200',
  '8 (800) 555-35-35',
  '+7 495 123-45-67 доб. 12',
  '(22) 123 45 67 wew. 3',
  '+1 212.555.0100 ext 9',
  '+44 20 7946 0958 #4',
])('CALL2 %s can be called', (text) => {
  expect(isPhone(text)).toBe(true);
});

test.each(['', '1234', 'call me', '+48 600 abc 200', 'anna@example.com 12345', '1'.repeat(21), '12345; drop'])(
  'CALL2 %s cannot',
  (text) => {
    expect(isPhone(text)).toBe(false);
  },
);
