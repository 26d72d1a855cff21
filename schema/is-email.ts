/** Near enough to tell a slip of the pen; whether somebody reads there only a letter can tell. */
export const isEmail = (text: string): boolean => /^[^\s@,;]+@[^\s@.,;]+(\.[^\s@.,;]+)+$/u.test(text);
