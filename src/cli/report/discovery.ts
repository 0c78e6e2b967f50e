import { printable } from '../../base/printable.ts';
import { compareFor, fitWords, whyNot } from '../../domain/discovery/comparison.ts';
import { STRATEGIES } from '../../domain/discovery/index.ts';
import { discoveryMarkdown } from '../../domain/discovery/markdown.ts';
import { situationOf } from '../../domain/discovery/situation.ts';
import type { Situation } from '../../domain/discovery/strategy.ts';
import { waysIn } from '../../domain/discovery/ways.ts';
import type { RewriteScope } from '../../domain/fixes/rewrite.ts';
import { rewriteScope } from '../../model/rewriteScope.ts';
import type { FileAnswer } from '../answer.ts';
import type { Options } from '../requests.ts';

/** A link as it is compared, with where it is written. */
export interface LinkToCompare {
  readonly path: string;
  readonly line: number;
  readonly situation: Situation;
}

/** What is known around a file beside what it says itself. */
export interface Around {
  readonly read: RewriteScope['read'];
  readonly around: RewriteScope['around'];
}

/** The links of a file as they are compared. */
export function linksToCompare({ path, read, links }: FileAnswer, { read: textOf, around }: Around): readonly LinkToCompare[] {
  if (!read) return [];
  const { compose, text } = read;
  const ways = waysIn(rewriteScope(read, textOf, around), compose.format);
  const own = new Map(compose.services.map((service) => [service.name, service]));
  const service = (name: string) => read.around.service(name) ?? own.get(name);
  return links.map((link) => ({
    path,
    line: link.range.start.line + 1,
    situation: situationOf({ link, links, compose, text, path, service, ways: link.kind === 'links' ? ways(link) : [] }),
  }));
}

/** How the strategies stand for each link; without a link how they compare. */
export function discoveryReport(links: readonly LinkToCompare[], format: Options['format']): string {
  switch (format) {
    case 'text':
      return links.length === 0 ? generalText() : links.map(linkText).join('');
    case 'json':
      return `${JSON.stringify({ version: 1, links: links.map(linkJson), strategies: STRATEGIES.map(strategyJson) }, null, 2)}\n`;
    case 'markdown':
      return links.length === 0 ? discoveryMarkdown(null) : links.map(({ situation }) => discoveryMarkdown(situation)).join('\n');
  }
}

function linkText({ path, line, situation }: LinkToCompare): string {
  const { receiver, source, alias } = situation;
  const lines = [
    `${path}:${line}: ${receiver} → ${source}${alias === source ? '' : ` as ${alias}`}`,
    `  now: ${whyNot(situation)}`,
    ...situation.notes.map((note) => `  note: ${note}`),
    ...compareFor(situation).flatMap(({ strategy: { title }, judgement: { fit, reasons } }) => [
      `  ${fitWords(fit)}: ${bare(title)}`,
      ...reasons.map((reason) => `    ${bare(reason)}`),
    ]),
  ];
  return lines.map((each) => `${printable(each)}\n`).join('');
}

function generalText(): string {
  const lines = STRATEGIES.flatMap(({ title, meaning, fits, costs, cannot, compared }) => [
    `${title}: ${meaning}`,
    `  fits where ${fits}`,
    ...costs.map((cost) => `  costs: ${cost}`),
    ...cannot.map((limit) => `  cannot: ${limit}`),
    ...Object.entries(compared).map(([criterion, words]) => `  ${criterion}: ${words}`),
  ]);
  return lines.map((line) => `${printable(bare(line))}\n`).join('');
}

function linkJson({ path, line, situation }: LinkToCompare) {
  const { receiver, source, alias, mechanism, ways, notes } = situation;
  const strategies = compareFor(situation).map(({ strategy: { code, rows }, judgement: { fit, reasons } }) => ({
    code,
    fit,
    reasons,
    rewrites: ways.filter(({ row }) => rows.includes(row)),
  }));
  return { path, line, receiver, source, alias, mechanism, now: whyNot(situation), notes, strategies };
}

function strategyJson({ code, title, meaning, fits, costs, cannot, compared, rows }: (typeof STRATEGIES)[number]) {
  return { code, title, meaning, fits, costs, cannot, compared, rows };
}

function bare(text: string): string {
  return text.replaceAll('`', '');
}
