/** Limits told in the handshake. Bytes and milliseconds unless the name says otherwise. */
export interface Limits {
  readonly textBytes: number;
  readonly editWindow: number;
  readonly frameBytes: number;
  /** Of one file. Since 3. */
  readonly fileBytes?: number;
}

export const TEXT_BYTES = 8 * 1024;
/** How many tags a conversation may have. */
export const DESK_TAGS = 20;
export const EDIT_WINDOW = 10 * 60_000;
export const VISITOR_FRAME_BYTES = 64 * 1024;
export const STAFF_FRAME_BYTES = 256 * 1024;
/** The most commands one HTTP request may carry. */
export const COMMANDS_PER_REQUEST = 50;
/** A chapter that holds so many messages, or bytes, is sealed, and the conversation goes on in a new one. */
export const CHAPTER_MESSAGES = 500;
export const CHAPTER_BYTES = 64 * 1024;
/** How long a message may stay unanswered before it carries the error mark. */
export const LATE_AFTER = 5_000;
/** The most that one update of a document that staff write may carry, and that such a document may hold, merged. */
export const STAFF_UPDATE_BYTES = 64 * 1024;
export const STAFF_DOCUMENT_BYTES = 256 * 1024;
/** A thousand answers of some length; there is one such document in a workspace. */
export const TEMPLATES_BYTES = 1024 * 1024;
/** Characters of what a visitor says beside a rating. */
export const RATING_COMMENT_LENGTH = 1_000;
/** The highest score of a contact. */
export const MOST_POINTS = 999;
/** Characters of a task's title. */
export const TASK_TITLE_LENGTH = 200;
