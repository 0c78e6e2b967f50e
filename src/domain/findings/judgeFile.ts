import type { ComposeFile, ComposeService } from '../../syntax/compose/composeFile.ts';
import { Lines } from '../../syntax/text.ts';
import type { Range } from '../../syntax/text.ts';
import { ambassadorsInFile } from '../ambassadors/inFile.ts';
import type { Searched } from '../ambassadors/inFile.ts';
import { ambassadorMessage } from '../ambassadors/words.ts';
import type { FileInProjects } from '../compose/fileInProjects.ts';
import type { FileLink } from '../compose/fileLinks.ts';
import { sourceFinder } from '../compose/sourceFinder.ts';
import type { ProjectView } from '../compose/projectView.ts';
import type { TargetEngine } from '../engine/target.ts';
import { ignoresIn, isOfReaders } from './ignores.ts';
import type { Ignore } from './ignores.ts';
import { judgeLinks } from './index.ts';
import type { JudgedLink } from './index.ts';
import { resolvesOnce } from './resolvesOnce.ts';
import { NAME_RULES } from './nameRules.ts';
import { nameFindings } from './names.ts';
import { nearest } from './near.ts';
import type { NearService, Related } from './rule.ts';
import type { Severity } from './severity.ts';

/** The codes of what is said about a file besides its links, each with one sentence that the README says, too. */
export const FILE_RULES = {
  'file-v1': 'The services of the file stand at its top: Compose 2 and later refuse it, and only docker-compose 1.x runs its links.',
  ambassador: 'The service is an ambassador: it stands between a client and a server and passes connections on.',
  ...NAME_RULES,
  'ignore-unused': 'A comment ignores a finding that is not there.',
} as const;

/** What is to be said about a place of a file that is no link. */
export interface FileFinding {
  readonly code: keyof typeof FILE_RULES;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  /** Where else to look. */
  readonly related?: readonly Related[];
}

/** A file with everything that is to be said about it. */
export interface JudgedFile {
  readonly links: readonly JudgedLink[];
  readonly others: readonly FileFinding[];
}

/** A file as it is judged. */
export interface FileToJudge {
  /** As projects write it. */
  readonly path: string;
  readonly text: string;
  readonly file: ComposeFile;
  readonly around: FileInProjects;
}

/** Judges a file for an engine; what its comments and the codes of `ignored` silence is not told. */
export function judgeFile({ path, text, file, around }: FileToJudge, engine: TargetEngine, ignored: readonly string[] = []): JudgedFile {
  const links = around.links.map((link) => (around.beyond.has(link.target ?? '') ? { ...link, targetState: 'elsewhere' as const } : link));
  const inProjects = new Map(links.map((link, at) => [link, around.inProjects.get(around.links[at] ?? link) ?? []]));
  const sourceOf = sourcesOf(file, { ...around, inProjects });
  const judged = judgeLinks({ links, inProjects, sourceOf, near: nearest(() => servicesAround(file, { ...around, inProjects })) }, engine);
  const own = [...v1Finding(file, links), ...ambassadorFindings({ text, compose: file, links }), ...namesIn(path, text, around)];
  const ignores = ignoresIn(text);
  const used = new Set<Ignore>();
  const isTold = (code: string, { start }: Range): boolean => {
    const by = ignores.filter((ignore) => ignore.code === code && ignore.line === start.line);
    for (const ignore of by) used.add(ignore);
    return by.length === 0 && !ignored.includes(code);
  };
  const told = judged.map((one) => withFindings(one, (code) => isTold(code, one.link.range)));
  const others = own.filter(({ code, range }) => isTold(code, range));
  const left = ignores.filter((ignore) => !used.has(ignore) && !isOfReaders(ignore));
  const unused = ignored.includes('ignore-unused') ? [] : left.map(unusedFinding);
  return { links: told, others: [...others, ...unused] };
}

function withFindings(one: JudgedLink, isTold: (code: string) => boolean): JudgedLink {
  const findings = one.findings.filter(({ code }) => isTold(code));
  return findings.length === one.findings.length ? one : { ...one, findings, finding: findings[0] ?? null };
}

/** Finds the service a link leads to, as the likeliest project has it, else as the file writes it. */
export function sourcesOf(
  { services }: ComposeFile,
  { inProjects, service }: FileInProjects,
): (link: FileLink) => ComposeService | undefined {
  const written = sourceFinder(services);
  return (link) => {
    const [first] = inProjects.get(link) ?? [];
    return first?.source ? service(first.source.name) : written(link);
  };
}

function servicesAround({ services }: ComposeFile, { inProjects }: FileInProjects): readonly NearService[] {
  const own = services.map(({ name }): NearService => ({ name, place: null }));
  const views = new Set([...inProjects.values()].flatMap((found) => found.map(({ view }) => view)));
  const merged = [...views].flatMap(({ active, disabled }) => [...active.values(), ...disabled.values()]);
  const names = new Map(own.map((service) => [service.name, service]));
  for (const { name, places } of merged) names.set(name, { name, place: places[0] ?? null });
  return [...names.values()];
}

function v1Finding({ format, services }: ComposeFile, links: readonly FileLink[]): readonly FileFinding[] {
  const [first] = services;
  if (format !== 'v1' || !first || links.length === 0) return [];
  const message =
    'Compose 2 and later refuse this file, because its services stand at its top; its links are those that docker-compose 1.x makes.';
  return [{ code: 'file-v1', severity: 'information', message, range: first.nameRange }];
}

/** As in the likeliest project, and only what holds in every project that reads the file. */
function namesIn(path: string, text: string, { views: [first, ...others], proxies }: FileInProjects): readonly FileFinding[] {
  if (!first) return [];
  let lines: Lines | null = null;
  const file = { path, text, lines: () => (lines ??= new Lines(text)) };
  const findingsIn = (view: ProjectView): readonly FileFinding[] => [...nameFindings(file, view), ...resolvesOnce(proxies, view)];
  const found = findingsIn(first);
  if (found.length === 0 || others.length === 0) return found;
  const elsewhere = others.map((view) => new Set(findingsIn(view).map(keyOf)));
  return found.filter((finding) => elsewhere.every((known) => known.has(keyOf(finding))));
}

function keyOf({ code, range: { start } }: FileFinding): string {
  return `${code} ${String(start.line)}:${String(start.character)}`;
}

function ambassadorFindings(searched: Searched): readonly FileFinding[] {
  return ambassadorsInFile(searched).flatMap((ambassador) => {
    const service = searched.compose.services.find(({ name }) => name === ambassador.name);
    const message = ambassadorMessage(ambassador);
    return service ? [{ code: 'ambassador', severity: 'information', message, range: service.nameRange } as const] : [];
  });
}

function unusedFinding({ code, range }: Ignore): FileFinding {
  return { code: 'ignore-unused', severity: 'hint', message: `There is no finding "${code}" here to ignore.`, range };
}
