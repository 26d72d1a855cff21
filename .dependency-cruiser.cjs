/** Who may import whom: design.md §6 as rules. A room is a top folder. */

/** What stands in a room and is not of it: its tests, and how it is built. */
const testFiles = '(\\.(test|fixtures)\\.ts$|^sync-server/testing/|/vite\\.config\\.ts$)';

/** Packages are matched by where they are installed. */
const packages = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;

/** A room and the rooms it may not see. */
const room = (name, others, comment) => ({
  name: `${name}-imports-only-what-it-may`,
  comment,
  severity: 'error',
  from: { path: `^${name}/`, pathNot: testFiles },
  to: { path: `^(${others.join('|')})/` },
});

const only = (what, where, path) => ({
  name: `${what}-only-in-its-place`,
  comment: `${what} may be imported only in ${where}.`,
  severity: 'error',
  from: { pathNot: [...path, testFiles, '^(tests|bench|scripts)/'] },
});

const outside = ['tests', 'bench', 'scripts'];

module.exports = {
  forbidden: [
    room('schema', ['client', 'app', 'widget', 'sync-server', ...outside], 'The ground floor imports nobody.'),
    room(
      'client',
      ['app', 'widget', 'sync-server', ...outside],
      'What app and widget share knows only the ground floor.',
    ),
    room('app', ['widget', 'sync-server', ...outside], 'The app reaches the server over the wire only.'),
    room('widget', ['app', 'sync-server', ...outside], 'The widget reaches the server over the wire only.'),
    room('sync-server', ['client', 'app', 'widget', ...outside], 'The server knows only the ground floor.'),
    {
      name: 'schema-is-pure',
      comment: 'Disk, network and clock come in as arguments, so that a simulator owns them.',
      severity: 'error',
      from: { path: '^schema/', pathNot: testFiles },
      to: { dependencyTypes: ['core'] },
    },
    {
      ...only('yjs', 'schema/docs, client, sync-server/publish, commit and staff', [
        '^schema/docs/',
        '^client/',
        '^sync-server/(publish|commit|staff)/',
      ]),
      to: { path: packages('yjs', 'y-[a-z]+') },
    },
    {
      ...only('hono', 'sync-server/api', ['^sync-server/api/']),
      to: { path: packages('hono', 'hono-openapi', '@hono') },
    },
    {
      ...only('drizzle-orm', 'schema/tables, *-store.ts and the better-auth adapter', [
        '^schema/tables/',
        '-store\\.ts$',
        '^sync-server/api/auth\\.ts$',
      ]),
      to: { path: packages('drizzle-orm') },
    },
    {
      name: 'tests-are-imported-by-nobody',
      severity: 'error',
      from: { pathNot: [testFiles, '^tests/'] },
      to: { path: [testFiles, '^tests/'] },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-unresolved',
      comment: 'A path that leads nowhere would also escape every rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(virtual:|\\$(app|env|service-worker)(/|$)|\\./\\$types)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Only our own outputs: Yjs itself lives in a folder called dist, and what is excluded escapes every rule.
    exclude: { path: '^(build|widget/dist|app/\\.svelte-kit|app/node_modules)/' },
    // A type that crosses a wall is a wall crossed.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'svelte', 'browser', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.json'],
    },
  },
};
