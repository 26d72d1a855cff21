/** What is open to everybody, or asks another part of this table itself; sign-in under `/api/auth` and health besides. */
export const OTHER_ROUTES = [
  'GET /api/setup',
  'POST /api/setup',
  'GET /api/openapi.json',
  // Whether anybody is on duty, for buttons that show only then.
  'GET /api/sites/:site/duty',
  // Asks COMMAND_POLICY for each command.
  'POST /api/commands',
  // Asks READ_POLICY for the conversation.
  'GET /api/conversations/:conversation/chapters/:number',
  // Ask FILE_POLICY for the conversation.
  'POST /api/files',
  'GET /api/files/uploads/:id',
  'PATCH /api/files/uploads/:id',
  'DELETE /api/files/uploads/:id',
  'GET /api/files/:conversation/:message',
  // Asks READ_POLICY for the conversation, and whether that person is in it.
  'GET /api/photos/:person',
  // Named by the public settings of a site, for its pages.
  'GET /api/avatars/:version',
  // A signed address of no more letters, for whoever has the letter.
  'GET /api/letters/stop',
  'POST /api/letters/stop',
] as const;
