import { forEachChild, parse } from 'unbash';
import type { Assignment, Command, CompoundList, Redirection, Script, Statement, SyntaxNode, Word } from 'unbash';
import type { Span } from '../text.ts';
import type { HereText, ShellAssignment, ShellCommand, ShellScript } from './script.ts';
import { wordOf } from './words.ts';

/** Where a command stands. */
interface Where extends Pick<ShellCommand, 'scope' | 'statement' | 'isRepeated' | 'isConditional' | 'into'> {
  /** Whether statements met next are those of the scope's own list. */
  readonly isScopeList: boolean;
}

/** Longer texts are no scripts that a person wrote. */
const LONGEST = 2_000_000;

/** Reads a shell script (POSIX or Bash); of what is no script as much as can be read. */
export function readShell(text: string): ShellScript {
  if (text.length > LONGEST) return { commands: [], isFaulty: true };
  const script = parse(text);
  const found: ShellCommand[] = [];
  const faults: unknown[] = [...(script.errors ?? [])];
  const whole = { start: 0, end: text.length };
  visitList(
    script,
    { scope: '', statement: whole, isRepeated: false, isConditional: false, into: null, isScopeList: true },
    { found, faults },
  );
  return { commands: found, isFaulty: faults.length > 0 };
}

interface Into {
  readonly found: ShellCommand[];
  readonly faults: unknown[];
}

function visitList({ commands }: Script | CompoundList, where: Where, into: Into): void {
  for (const statement of commands) {
    const own = where.isScopeList ? { ...where, statement: spanOf(statement), isScopeList: false } : where;
    visit(statement.command, own, into);
  }
}

function visit(node: SyntaxNode, where: Where, into: Into): void {
  if (node.type === 'Command') visitCommand(node, where, into);
  else if (node.type === 'Function') visitFunction(node.name, node.body, where, into);
  else if (node.type === 'CompoundList') visitList(node, where, into);
  else if (node.type === 'AndOr') visitAndOr(node, where, into);
  else if (node.type === 'If' || node.type === 'Case') visitChildren(node, { ...where, isConditional: true }, into);
  else if (isLoop(node)) visitLoop(node, where, into);
  else if (node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution') visitSubstitution(node.script, where, into);
  else visitChildren(node, where, into);
}

type Loop = Extract<SyntaxNode, { readonly type: 'For' | 'ArithmeticFor' | 'Select' | 'While' }>;

function isLoop(node: SyntaxNode): node is Loop {
  return node.type === 'For' || node.type === 'ArithmeticFor' || node.type === 'Select' || node.type === 'While';
}

function visitLoop(node: Loop, where: Where, into: Into): void {
  if (node.type === 'For' || node.type === 'Select') into.found.push(loopVariable(node.name, where));
  visitChildren(node, { ...where, isRepeated: true }, into);
}

/** What stands behind `&&` or `||` does not always run. */
function visitAndOr({ commands }: Extract<SyntaxNode, { readonly type: 'AndOr' }>, where: Where, into: Into): void {
  commands.forEach((command, at) => {
    visit(command, { ...where, isConditional: where.isConditional || at > 0 }, into);
  });
}

function visitChildren(node: SyntaxNode, where: Where, into: Into): void {
  forEachChild(node, (child) => {
    visit(child, where, into);
  });
}

/** A script in escaped back quotes has places of its own, and is left out. */
function visitSubstitution(
  script: (Script & { readonly errors?: readonly unknown[] | undefined }) | undefined,
  where: Where,
  into: Into,
): void {
  if (!script || script.source !== undefined) return;
  into.faults.push(...(script.errors ?? []));
  const isOne = script.commands.length === 1 && script.commands[0]?.command.type === 'Command';
  visitList(script, isOne ? where : { ...where, into: null }, into);
}

function visitFunction(name: Word, body: SyntaxNode, where: Where, into: Into): void {
  const inner: Where = { ...where, scope: name.value, isScopeList: true, isRepeated: false, isConditional: false, into: null };
  const list = body.type === 'Redirected' ? body.command : body;
  if (list.type === 'BraceGroup' || list.type === 'Subshell') visitList(list.body, inner, into);
  else visit(list, { ...inner, statement: spanOf(list), isScopeList: false }, into);
}

function visitCommand(command: Command, where: Where, into: Into): void {
  const assignments = [...command.prefix, ...command.suffix].flatMap((node) => (node.type === 'Assignment' ? [assignmentOf(node)] : []));
  const words = [...(command.name ? [command.name] : []), ...command.args.flatMap((node) => (node.type === 'Word' ? [node] : []))];
  // What stands inside a word runs before the command that gets the word.
  for (const node of [...command.prefix, ...(command.name ? [command.name] : []), ...command.suffix]) {
    if (node.type === 'Assignment') visitAssignment(node, { isKept: words.length === 0 || isDeclaration(command), where, into });
    else visitChildren(node, { ...where, into: null }, into);
  }
  into.found.push({ ...whereOf(where), ...spanOf(command), words: words.map(wordOf), assignments, input: inputOf(command) });
}

/** Of several inputs the last is read; a here-document without its closing line is none. */
function inputOf({ redirects }: Command): HereText | null {
  const last = redirects.findLast(isInput);
  return last?.type === 'HereDoc' && last.closing ? { ...spanOf(last.body), isQuoted: last.delimiter?.quoted === true } : null;
}

function isInput({ operator, descriptor }: Redirection): boolean {
  return operator.startsWith('<') && (descriptor === undefined || (descriptor.type === 'FileDescriptor' && descriptor.value === 0));
}

function isDeclaration({ name }: Command): boolean {
  return ['export', 'local', 'readonly', 'declare', 'typeset'].includes(name?.value ?? '');
}

interface Keeping {
  /** Whether the variable is set for what follows, too. */
  readonly isKept: boolean;
  readonly where: Where;
  readonly into: Into;
}

function visitAssignment({ name, value, append }: Assignment, { isKept, where, into }: Keeping): void {
  const [only, ...rest] = value.type === 'Word' ? partsOf(value) : [];
  const isWhole = isKept && append !== true && rest.length === 0 && only?.type === 'CommandExpansion';
  visitChildren(value, { ...where, into: isWhole ? name : null }, into);
}

/** The parts of a word, those in double quotes as if there were none. */
function partsOf({ parts }: Word): readonly SyntaxNode[] {
  const [only, ...rest] = parts ?? [];
  return only?.type === 'DoubleQuoted' && rest.length === 0 ? only.parts : (parts ?? []);
}

function assignmentOf({ name, value, append, index }: Assignment): ShellAssignment {
  if (value.type === 'ArrayValue') return { name, value: null, items: value.elements.map(wordOf) };
  return { name, value: append === true || index !== undefined ? null : wordOf(value), items: append === true ? [wordOf(value)] : [] };
}

/** A loop sets its variable anew each time, as if from a value that nobody knows. */
function loopVariable(name: Word, where: Where): ShellCommand {
  const assignments = [{ name: name.value, value: null, items: [] }];
  return { ...whereOf(where), ...spanOf(name), isRepeated: true, words: [], assignments, input: null };
}

function whereOf({ scope, statement, isRepeated, isConditional, into }: Where): Omit<Where, 'isScopeList'> {
  return { scope, statement, isRepeated, isConditional, into };
}

function spanOf({ pos, end }: Pick<Statement, 'pos' | 'end'>): Span {
  return { start: pos, end };
}
