import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What a layer may not import, and why; a dynamic import() is held to the same rule. */
const layers = [
  [
    'src/base',
    ['../syntax', '../domain', '../model', '../sources', '../features', '../cli'],
    'base stands below everything and imports nothing.',
  ],
  ['src/syntax', ['/domain/', '/model/', '/sources/', '/features/', '/cli/'], 'syntax knows text, not what it means.'],
  ['src/domain', ['/model/', '/sources/', '/features/', '/cli/'], 'domain is pure meaning; the world comes to it as facts.'],
  ['src/model', ['/sources/', '/features/', '/cli/'], 'the model reaches the world through its ports.'],
  ['src/sources', ['/features/', '/cli/', '/extension/'], 'sources do not know who looks at their facts.'],
  ['src/features', ['/sources/', '/cli/', '/extension/'], 'features read snapshots only.'],
  ['src/cli', ['/features/', '/extension/'], 'the command line has no editor.'],
];
const world = ['vscode', 'dockerode', 'node:fs', 'node:fs/promises', 'node:net', 'node:http', 'node:child_process'];
const parsers = ['yaml', 'unbash', 'dockerfile-ast'];
const forbidden = {
  'src/base': [...world, ...parsers],
  'src/syntax': world,
  'src/domain': [...world, ...parsers],
  'src/model': [...world, ...parsers],
  'src/sources': ['vscode', ...parsers],
  'src/features': [...world.filter((name) => name !== 'vscode'), ...parsers],
  'src/cli': ['vscode', 'dockerode', ...parsers],
};

export default tseslint.config(
  { ignores: ['media/sample/', 'test/host/fixture/', 'dist/', 'node_modules/', '.vscode-test/', 'coverage/'] },
  eslint.configs.recommended,
  {
    files: ['src/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportNamedDeclaration > VariableDeclaration[kind="let"]', message: 'There is one mutable cell, the store.' },
      ],
    },
  },
  ...layers.map(([folder, strangers, why]) => ({
    files: [`${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: (forbidden[folder] ?? []).map((name) => ({ name, message: why })),
          patterns: strangers.map((part) => ({
            group: [`**${part.startsWith('/') ? part : `/${part.replace('../', '')}/`}**`],
            message: why,
          })),
        },
      ],
      'no-restricted-syntax': [
        'error',
        ...(forbidden[folder] ?? []).map((name) => ({ selector: `ImportExpression > Literal[value="${name}"]`, message: why })),
        ...strangers.map((part) => ({
          selector: `ImportExpression > Literal[value=/${part.replace('../', '').replaceAll('/', '\\u002F')}/]`,
          message: why,
        })),
        { selector: 'ExportNamedDeclaration > VariableDeclaration[kind="let"]', message: 'There is one mutable cell, the store.' },
      ],
    },
  })),
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        performance: 'readonly',
        console: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        setImmediate: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        Buffer: 'readonly',
        require: 'readonly',
        module: 'writable',
        exports: 'writable',
        __dirname: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
        globalThis: 'readonly',
      },
    },
  },
);
