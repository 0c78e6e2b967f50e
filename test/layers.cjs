/** The layers of src, as dependency-cruiser sees them: cycles, strangers, and who may reach the editor, the engine and the parsers. */
const up = {
  base: 'syntax|domain|model|sources|features|extension|cli',
  syntax: 'domain|model|sources|features|extension|cli',
  domain: 'model|sources|features|extension|cli',
  model: 'sources|features|extension|cli',
  sources: 'features|extension|cli',
  features: 'sources|extension|cli',
  cli: 'features|extension',
};
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { path: '^src' }, to: { circular: true } },
    { name: 'no-strangers', severity: 'error', from: { path: '^src' }, to: { couldNotResolve: true, pathNot: '^vscode$' } },
    ...Object.entries(up).map(([layer, above]) => ({
      name: `${layer}-looks-down`,
      severity: 'error',
      from: { path: `^src/${layer}/` },
      to: { path: `^src/(${above})/` },
    })),
    {
      name: 'parsers-in-syntax',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/syntax/' },
      to: { path: 'node_modules/(yaml|unbash|dockerfile-ast)/' },
    },
    {
      name: 'engine-in-client',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/sources/engine/client\\.ts$' },
      to: { path: 'node_modules/(@types/)?dockerode/' },
    },
    {
      name: 'pure-core',
      severity: 'error',
      from: { path: '^src/(base|syntax|domain|model)/' },
      to: { path: '^(node:)?(fs|fs/promises|net|http|https|child_process)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.cjs', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
