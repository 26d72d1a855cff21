import javascript from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import typescript from 'typescript-eslint';

const tests = ['**/*.test.ts', 'tests/**'];
const programs = ['scripts/**', 'bench/**', '*.config.{js,ts}', '*/*.config.ts'];

/** A shape that no file may have; rules with options replace each other, so every block names its whole list. */
const everywhere = [
  { selector: 'TSEnumDeclaration', message: 'Node runs these files as they are: a union of literals, not an enum.' },
];
const inTests = [
  ...everywhere,
  {
    selector:
      'MemberExpression[property.name=/^(only|skip|todo|fixme|skipIf|runIf|fails)$/]:matches([object.name=/^(test|it|describe|suite)$/], [object.object.name=/^(test|it|describe|suite)$/])',
    message: 'Every test runs, always.',
  },
  {
    selector: 'CallExpression[callee.property.name="waitForTimeout"]',
    message: 'Wait for what you expect, not for time.',
  },
];
/** Helpers that poll for a condition pause between two looks; a test itself never does. */
const sleep = {
  selector:
    'NewExpression[callee.name="Promise"] > ArrowFunctionExpression > CallExpression.body[callee.name="setTimeout"]',
  message: 'A sleep: wait for what you expect, not for time.',
};
const inWidget = [
  ...everywhere,
  // A host page's Content-Security-Policy blocks style elements and style attributes, and the panel would come up bare.
  {
    selector: 'SvelteElement[name.name="svelte:options"] SvelteAttribute[key.name="css"]',
    message: 'Injected styles are blocked by a strict host; the panel adopts its style sheet.',
  },
  {
    selector: 'SvelteAttribute[key.name="style"]',
    message: 'Style attributes are blocked by a strict host; use a class or style:--name.',
  },
  // The build of the widget takes it that reading a property does nothing (widget/vite.config.ts).
  {
    selector: 'UnaryExpression[operator="void"] > MemberExpression',
    message:
      'A read that nothing comes of is left out of the build, and the effect hears of no change: use what is read.',
  },
];
const environment = {
  object: 'process',
  property: 'env',
  message: 'Settings are read and checked once, in sync-server/env.ts.',
};
const owned = (object, property) => ({ object, property, message: 'Clock and random come in as arguments here.' });

export default defineConfig(
  {
    ignores: [
      '**/node_modules/',
      'build/',
      'data/',
      '**/.svelte-kit/',
      '**/dist/',
      'bench/peers/',
      'bench/lighthouse/',
      'test-results/',
      'shots/',
    ],
  },
  { linterOptions: { noInlineConfig: true } },
  javascript.configs.recommended,
  typescript.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: {
        projectService: { allowDefaultProject: ['app/src/sw.ts'] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'no-console': 'error',
      'no-restricted-properties': ['error', environment],
      'no-restricted-syntax': ['error', ...everywhere],
      'no-undef': 'off', // the compiler knows better
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'anywhere' }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // The limit that we measure ourselves against has nothing of ours.
    ignores: ['sync-server/store/database-file.ts', 'bench/limit/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          name: 'libsql',
          allowTypeImports: true,
          message: 'DatabaseFile closes it once; libsql itself does so twice.',
        },
      ],
    },
  },
  {
    files: ['schema/**/*.ts', 'client/**/*.ts', 'sync-server/**/*.ts', 'app/src/lib/**/*.ts', 'widget/**/*.ts'],
    ignores: ['**/*.config.ts'],
    rules: {
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
    },
  },
  {
    files: ['schema/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-globals': [
        'error',
        'setTimeout',
        'setInterval',
        'setImmediate',
        'queueMicrotask',
        'performance',
        'fetch',
      ],
      'no-restricted-properties': [
        'error',
        environment,
        owned('Date', 'now'),
        owned('Math', 'random'),
        owned('crypto', 'randomUUID'),
        owned('crypto', 'getRandomValues'),
      ],
      'no-restricted-syntax': [
        'error',
        ...everywhere,
        {
          selector: ':matches(NewExpression, CallExpression)[callee.name="Date"][arguments.length=0]',
          message: 'Clock and random come in as arguments here.',
        },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    // Base path is always "/", so plain links are right.
    rules: { 'svelte/no-navigation-without-resolve': 'off' },
  },
  // svelte-check is the one that knows the types in components.
  { files: ['**/*.svelte'], ...typescript.configs.disableTypeChecked },
  {
    files: ['**/*.svelte'],
    languageOptions: { parserOptions: { projectService: false } },
    rules: { 'max-lines': ['error', 200], 'prefer-const': 'off', 'svelte/prefer-const': 'error' },
  },
  { files: ['widget/**/*.{svelte,ts}'], rules: { 'no-restricted-syntax': ['error', ...inWidget] } },
  {
    files: tests,
    rules: {
      'max-lines': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-syntax': ['error', ...inTests],
      // `expect(port.method)` reads a method without calling it.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.test.ts', '**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...inTests, sleep] },
  },
  // A language is one file (docs/decisions/texts.md), and it is a table of words.
  { files: ['**/texts/??.ts'], rules: { 'max-lines': 'off' } },
  { files: ['sync-server/env.ts', ...programs], rules: { 'no-restricted-properties': 'off' } },
  { files: ['scripts/**', 'bench/**', 'tests/**'], rules: { 'no-console': 'off' } },
  // Whoever comes from another chat is told once what of its calls does nothing here; and the page, that its device was signed out elsewhere.
  { files: ['widget/adapters/**', 'widget/panel/person/**'], rules: { 'no-console': ['error', { allow: ['info'] }] } },
  { files: ['**/*.{js,cjs,mjs}'], ...typescript.configs.disableTypeChecked },
);
