import * as v from 'valibot';
import { atMost } from '../at-most.ts';

/** What a site asked before the chat, in the words that stood there, and what the visitor answered. */
export interface AskedAnswer {
  readonly ask: string;
  readonly answer: string;
}

/** Questions of one form; characters of a question and of an answer. */
export const MOST_QUESTIONS = 6;
export const QUESTION_LENGTH = 120;
const ANSWER_LENGTH = 500;

const line = (most: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.toWellFormed().normalize('NFC').trim()),
    v.minLength(1),
    atMost(most),
  );

export const answersSchema = /*#__PURE__*/ v.pipe(
  v.array(v.object({ ask: line(QUESTION_LENGTH), answer: line(ANSWER_LENGTH) })),
  v.minLength(1),
  v.maxLength(MOST_QUESTIONS),
);
