/** What is needed of the parser library: the editor loads it when the first text needs it. */
export { Composer, Lexer, Parser, isAlias, isMap, isScalar, isSeq } from 'yaml';
