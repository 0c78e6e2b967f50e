import { code, plain, sentence } from '../../base/markdown.ts';
import type { NoRewrite, Rewrite, RewrittenLink } from '../../domain/fixes/rewrite.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Together } from '../shared/together.ts';

/** How much of what was offered for a party was made; `partly` where a person chose some edits only, `moved` where a file changed before. */
export type Made = 'all' | 'safe' | 'none' | 'partly' | 'moved';

/** What became of the links of files that projects read together. */
export interface PartyOutcome {
  /** The party's first file with links, as people read it. */
  readonly name: string;
  readonly together: Together;
  readonly made: Made;
}

/** How much of an offer was made, by what its files say afterwards. */
export function madeOf({ files }: Pick<Together, 'files'>, textOf: (uri: string) => string): Made {
  const is = (of: (file: Together['files'][number]) => string): boolean => files.every((file) => textOf(file.uri) === of(file));
  if (is(({ wholly }) => wholly)) return 'all';
  if (is(({ safely }) => safely)) return 'safe';
  return is(({ before }) => before) ? 'none' : 'partly';
}

/** Links by what became of them. */
export interface Counts {
  readonly replaced: number;
  /** Those that need a decision and still have it before them. */
  readonly undecided: number;
  /** Those that need none and were not replaced all the same. */
  readonly undone: number;
  readonly stay: number;
  /** Files that were edited. */
  readonly files: number;
}

export function countsOf(outcomes: readonly PartyOutcome[]): Counts {
  const sum = (of: (outcome: PartyOutcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  return {
    replaced: sum((outcome) => linksOf(doneIn(outcome)).length),
    undecided: sum((outcome) => linksOf(leftIn(outcome)).length),
    undone: sum(({ together: { safe }, made }) => (made === 'none' ? linksOf(safe).length : 0)),
    stay: sum(({ together }) => together.kept.flatMap(({ links }) => links).length),
    files: sum(editedIn),
  };
}

function editedIn({ together: { files }, made }: PartyOutcome): number {
  switch (made) {
    case 'all':
    case 'partly':
      return files.length;
    case 'safe':
      return files.filter(({ before, safely }) => before !== safely).length;
    case 'none':
    case 'moved':
      return 0;
  }
}

/** What was made. */
function doneIn({ together: { safe, asking }, made }: PartyOutcome): readonly Rewrite[] {
  return made === 'all' ? [...safe, ...asking] : made === 'safe' ? safe : [];
}

/** What needs a decision, and was not made; nothing can be said of it where a person chose some edits, or a file changed. */
function leftIn({ together: { asking, later }, made }: PartyOutcome): readonly Rewrite[] {
  switch (made) {
    case 'all':
      return later;
    case 'safe':
    case 'none':
      return [...asking, ...later];
    case 'partly':
    case 'moved':
      return [];
  }
}

/** The links that rewrites replace, each once. */
function linksOf(rewrites: readonly Rewrite[]): readonly RewrittenLink[] {
  const all = rewrites.flatMap(({ links }) => links);
  return [...new Map(all.map((link) => [JSON.stringify([link.path, link.service, link.raw]), link])).values()];
}

/** The question before edits that need no other, and what stands below it. */
export function questionOf(togethers: readonly Together[]): { readonly question: string; readonly detail: string } {
  const links = linksOf(togethers.flatMap(({ safe }) => safe)).length;
  const files = togethers.reduce((total, each) => total + each.files.length, 0);
  const stay = togethers.reduce((total, { kept }) => total + kept.flatMap((each) => each.links).length, 0);
  const rest = stay === 0 ? '' : ` ${count(stay, 'link')} ${stay === 1 ? 'stays' : 'stay'}, with the reason in the report.`;
  return {
    question: `Replace ${count(links, 'link')} in ${count(files, 'file')}?`,
    detail: `Every name still leads to the same service, and services start in the same order.${rest}`,
  };
}

/** What became of the links, in a sentence or two. */
export function summaryOf(outcomes: readonly PartyOutcome[]): string {
  const { replaced, undecided, undone, stay, files } = countsOf(outcomes);
  const partly = outcomes.filter(({ made }) => made === 'partly');
  const moved = outcomes.filter(({ made }) => made === 'moved');
  const sentences = [
    replaced > 0 ? `Replaced ${count(replaced, 'link')} in ${count(files, 'file')}.` : 'No link was replaced.',
    undecided > 0 ? `${count(undecided, 'link')} can be replaced, but ${undecided === 1 ? 'changes' : 'change'} more than names.` : '',
    undone > 0 ? `${count(undone, 'link')} that needed no decision could not be edited.` : '',
    stay > 0 ? `${count(stay, 'link')} ${stay === 1 ? 'stays' : 'stay'}.` : '',
    ...partly.map(({ name }) => `Of ${name} only some edits were made, and what came of them is not proved.`),
    ...moved.map(({ name }) => `${name} changed meanwhile and was left alone.`),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** The same file by file, with what was proved, what changes, and why links stay, as Markdown; places are those of the files as they are now. */
export function reportOf(outcomes: readonly PartyOutcome[], snapshot: Snapshot): string {
  const places = placesIn(snapshot);
  const scripts = snapshot.scripts.filter(({ links }) => links.length > 0);
  const others = scripts.reduce((total, { links }) => total + links.length, 0);
  const parts = outcomes.flatMap((outcome) => partyPart(outcome, places));
  const note =
    others > 0
      ? [
          `${count(others, 'link')} of commands in ${count(scripts.length, 'script')} ${others === 1 ? 'is' : 'are'} not among these; each script has a quick fix for its own.`,
        ]
      : [];
  return `${['# Links replaced by discovery', plain(summaryOf(outcomes)), ...note, ...parts].join('\n\n')}\n`;
}

/** Where links are written now, and how people read the paths of files. */
interface Places {
  readonly nameOf: (uri: string) => string;
  readonly lineOf: (link: RewrittenLink) => number | null;
}

function placesIn({ files }: Snapshot): Places {
  const byUri = new Map(files.map((file) => [file.uri, file]));
  return {
    nameOf: (uri) => byUri.get(uri)?.path ?? uri.slice(uri.lastIndexOf('/') + 1),
    lineOf: ({ path, service, raw }) => {
      const file = byUri.get(path);
      const found = file?.kind === 'compose' ? file.links.find(({ link }) => link.service === service && link.raw === raw) : undefined;
      return found ? found.link.range.start.line + 1 : null;
    },
  };
}

function partyPart(outcome: PartyOutcome, places: Places): readonly string[] {
  const { name, together, made } = outcome;
  const done = doneIn(outcome);
  const left = leftIn(outcome);
  const why = together.later.length > 0 && (made === 'all' || made === 'safe') ? ': run the command again to decide' : '';
  return [
    `## ${code(name)}`,
    ...(made === 'partly' ? ['Only some edits were made, and what came of them is not proved. Undo gives the files back.'] : []),
    ...(made === 'moved' ? ['A file changed meanwhile, so nothing was edited.'] : []),
    ...(done.length > 0 ? [`Replaced:`, list(done.flatMap((each) => rewriteLines(each, places)))] : []),
    ...(left.length > 0 ? [`Not replaced${why}:`, list(left.flatMap((each) => rewriteLines(each, places)))] : []),
    ...(together.kept.length > 0
      ? [`${done.length + left.length > 0 ? 'Stay' : 'All links stay'}:`, list(together.kept.map((each) => keptLine(each, places)))]
      : []),
  ];
}

function rewriteLines({ title, links, kept, lost, changed }: Rewrite, places: Places): readonly string[] {
  const about = [
    ...links.map((link) => linkText(link, places)),
    ...changed.map((each) => `Changes: ${sentence(each)}`),
    ...lost.map((each) => `Lost: ${sentence(each)}`),
    ...kept.map((each) => `Kept: ${sentence(each)}`),
  ];
  return [[sentence(title), ...about.map((each) => `  - ${each}`)].join('\n')];
}

function keptLine({ links, reason, instead }: NoRewrite, places: Places): string {
  return `${links.map((link) => linkText(link, places)).join(', ')}: ${[reason, ...instead].map(sentence).join(' ')}`;
}

function linkText(link: RewrittenLink, { nameOf, lineOf }: Places): string {
  const line = lineOf(link);
  const where = `${nameOf(link.path)}${line === null ? '' : `, line ${String(line)}`}`;
  return `${code(link.service)} → ${code(link.raw)} (${plain(where)})`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
