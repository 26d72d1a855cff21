/** Characters of a room's name, and people in it. Apart, so that a form needs no decisions. */
export const ROOM_NAME_LENGTH = 60;
export const ROOM_MEMBERS = 200;
