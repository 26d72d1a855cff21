/** Rooms of colleagues, derived from the entries of their documents; part of the migrations, so never changed. */
export const ROOM_TABLES: { readonly name: string; readonly sql: string } = {
  name: 'rooms of colleagues',
  sql: `
CREATE TABLE rooms (
  id TEXT PRIMARY KEY,
  -- JSON of schema/room/room-line.ts.
  line TEXT NOT NULL
) STRICT;
`,
};
