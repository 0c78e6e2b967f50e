import type { Range } from '../../syntax/text.ts';
import type { TargetEngine } from '../engine/target.ts';
import { readBack } from '../env/readBack.ts';
import type { Severity } from '../findings/severity.ts';
import { isSecret } from '../secrets.ts';
import type { Ignore } from '../findings/ignores.ts';
import type { CodeFile } from './codeFile.ts';
import type { ProjectUsage } from './projectUsages.ts';

/** What is said about readers of link variables, each code with one sentence that the README says, too. */
export const USAGE_RULES = {
  'usage-not-set': 'The code reads a variable of a link that the target engine does not set.',
  'usage-no-link': 'The code reads what can only be a link’s variable, and no link gives it.',
  'usage-number': 'The code wants a number where a link puts a URL: `DB_PORT` is the whole endpoint, `tcp://…`.',
  'usage-secret': 'The code reads a secret that only a link copies out of another service’s environment.',
} as const;

/** What is to be said about one reader. */
export interface UsageFinding {
  readonly code: keyof typeof USAGE_RULES | 'ignore-unused';
  readonly severity: Severity;
  readonly message: string;
  /** The reader's file, written as in its usage. */
  readonly path: string;
  readonly range: Range;
  /** The name that was probably meant. */
  readonly meant: string | null;
}

/**
 * What is to be said of readers, one thing of each place: nothing where a service may not hold the file, nor what a comment of the files
 * silences; of a comment that silences nothing that is said.
 */
export function usageFindings(
  usages: readonly ProjectUsage[],
  files: readonly Pick<CodeFile, 'path' | 'ignores'>[] = [],
): readonly UsageFinding[] {
  const ignores = new Map(files.flatMap(({ path, ignores: own }) => (own.length > 0 ? [[path, own] as const] : [])));
  const used = new Set<Ignore>();
  const found = new Map<string, UsageFinding>();
  for (const one of usages) {
    const finding = findingOf(one);
    if (!finding) continue;
    const { start } = finding.range;
    const silencing = (ignores.get(one.path) ?? []).filter(({ code, line }) => code === finding.code && line === start.line);
    for (const ignore of silencing) used.add(ignore);
    const key = `${finding.path} ${start.line} ${start.character}`;
    if (silencing.length === 0 && !found.has(key)) found.set(key, finding);
  }
  const unused = [...ignores].flatMap(([path, own]) => own.flatMap((ignore) => (used.has(ignore) ? [] : [unusedFinding(path, ignore)])));
  return [...found.values(), ...unused];
}

function unusedFinding(path: string, { code, range }: Ignore): UsageFinding {
  return { code: 'ignore-unused', severity: 'hint', message: `There is no finding "${code}" here to ignore.`, path, range, meant: null };
}

function findingOf(one: ProjectUsage): UsageFinding | null {
  const { usage, path, service, meant, target } = one;
  const told =
    service === null
      ? null
      : (notSet(one, service, target) ?? noLink(one, service) ?? number(one, service, target) ?? secret(one, service));
  return told && { ...told, path, range: usage.range, meant };
}

type Told = Pick<UsageFinding, 'code' | 'severity' | 'message'>;

function notSet({ usage, links, meantFor, meant, suppliedBy }: ProjectUsage, service: string, target: TargetEngine): Told | null {
  const [link] = links;
  if (meantFor !== 'link' || suppliedBy !== 'nobody' || !link) return null;
  const why = links.some(({ mechanism }) => mechanism === 'legacy' || mechanism === 'unknown')
    ? `Docker ${target} does not set it`
    : 'such a link sets no variables on any engine';
  const message = `${read(usage)} of the link "${link.raw}" of "${service}": ${why}${survives(usage)}.${suggestion(meant)}`;
  return { code: 'usage-not-set', severity: usage.hasDefault || usage.form === 'possible' ? 'information' : 'warning', message };
}

function noLink({ usage, links, meantFor, meant, suppliedBy, exposed }: ProjectUsage, service: string): Told | null {
  if (meantFor !== 'nobody' && !(suppliedBy === 'unknown' && meant !== null)) return null;
  const [link] = links;
  const source = link && `the source of the link "${link.raw}" of "${service}"`;
  const exposes = exposed === null ? `no file tells that ${source ?? ''} exposes such a port` : `${source ?? ''} exposes no such port`;
  const why = link ? exposes : `no link of "${service}" gives it`;
  const message = `${read(usage)}, but ${why}${survives(usage)}.${suggestion(meant)}`;
  const certain = meantFor === 'nobody' && !usage.hasDefault && usage.form === 'literal';
  return { code: 'usage-no-link', severity: certain ? 'warning' : 'information', message };
}

function number({ usage, links, meantFor, suppliedBy }: ProjectUsage, service: string, target: TargetEngine): Told | null {
  const [link] = links;
  const isSet = suppliedBy === 'link' || (suppliedBy === 'unknown' && meantFor === 'unknown' && target <= 28);
  if (!usage.number || !link || !isSet) return null;
  const { alias, raw } = link;
  const message = `${usage.name} is wanted as a number, but the link "${raw}" of "${service}" sets it to a URL (tcp://…). Give "${service}" its own ${usage.name}, or link under another alias than "${alias ?? ''}".`;
  return { code: 'usage-number', severity: suppliedBy === 'link' ? 'warning' : 'information', message };
}

function secret({ usage, links, suppliedBy }: ProjectUsage, service: string): Told | null {
  const [link] = links;
  if (suppliedBy !== 'link' || usage.form !== 'literal' || !link) return null;
  const copied =
    readBack(
      usage.name,
      links.flatMap(({ alias }) => alias ?? []),
    )?.sourceVariable ?? null;
  if (copied === null || !isSecret(copied, null)) return null;
  const message = `${usage.name} is a secret of "${link.target ?? link.raw}" that the link copies, as it copies all its variables. Give "${service}" a variable or secret of its own.`;
  return { code: 'usage-secret', severity: 'information', message };
}

function suggestion(meant: string | null): string {
  return meant === null ? '' : ` Did you mean ${meant}?`;
}

function read({ name, form }: ProjectUsage['usage']): string {
  return form === 'literal' ? `This reads ${name}` : `This may read ${name}`;
}

function survives({ hasDefault }: ProjectUsage['usage']): string {
  return hasDefault ? '; the code has a default' : '';
}
