import type { Word, WordPart } from 'unbash';
import type { ShellWord } from './script.ts';

interface Told {
  readonly value: string;
  readonly variables: readonly string[];
  readonly isHidden: boolean;
}

/** What a word of the parser says. */
export function wordOf(word: Word): ShellWord {
  const { start, end } = { start: word.pos, end: word.end };
  if (!word.parts) return { start, end, value: word.value, variables: [], isHidden: false, canSplit: false };
  const told = word.parts.map(partOf);
  return {
    start,
    end,
    value: told.map(({ value }) => value).join(''),
    variables: told.flatMap(({ variables }) => variables),
    isHidden: told.some(({ isHidden }) => isHidden),
    canSplit: word.parts.every(isExpansion) || /^"?\$(?:[@*]|\{\w+\[@\]\})"?$/.test(word.text),
  };
}

function isExpansion({ type }: WordPart): boolean {
  return type === 'SimpleExpansion' || type === 'ParameterExpansion' || type === 'CommandExpansion';
}

function partOf(part: WordPart): Told {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
    case 'Glob':
      return { value: part.value, variables: [], isHidden: false };
    case 'DoubleQuoted':
    case 'LocaleString': {
      const told = part.parts.map(partOf);
      return {
        value: told.map(({ value }) => value).join(''),
        variables: told.flatMap(({ variables }) => variables),
        isHidden: told.some(({ isHidden }) => isHidden),
      };
    }
    case 'SimpleExpansion':
      return variable(part.text.slice(1));
    case 'ParameterExpansion':
      if (part.prefix === undefined && part.index === undefined && part.operation === undefined) return variable(part.parameter);
      return { value: part.text, variables: [part.parameter], isHidden: true };
    case 'CommandExpansion':
    case 'ArithmeticExpansion':
    case 'ProcessSubstitution':
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return { value: part.text, variables: [], isHidden: true };
  }
}

function variable(name: string): Told {
  return { value: `\${${name}}`, variables: [name], isHidden: false };
}
