/** What the editor loads when somebody first goes to a definition, renames or completes; all of it is pure. */
export { completionsAt } from './completion.ts';
export { definitionsAt } from './definition.ts';
export { followUps, renameBetween } from './followRename.ts';
export { renamedAt, renamingOf } from './rename.ts';
export { typedVariable, variablesAt } from './variableCompletion.ts';
