import { groupBy } from '../../base/groupBy.ts';
import type { Project, ReadText } from '../compose/project/project.ts';
import { readProject } from '../compose/project/readProject.ts';
import type { ComposeFile } from '../../syntax/compose/composeFile.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import { Lines, applyEdits } from '../../syntax/text.ts';
import type { TextEdit } from '../../syntax/text.ts';
import { projectsOf } from './carryOut.ts';
import { chain } from './chain.ts';
import { lostVariables } from './lostVariables.ts';
import { replaceAll } from './replaceAll.ts';
import type { AllReplaced as Replacement, ReplacedLink } from './replaceAll.ts';
import type { FileEdits, NoRewrite, Rewrite, RewriteScope, RewrittenLink } from './rewrite.ts';
import { scriptLinkWords } from './scriptLinks.ts';
import { baseName } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';
import { sameProject } from './v1/projectSame.ts';
import type { GoneName } from './v1/projectSame.ts';
import { provedWords } from './words.ts';
import { wrapV1 } from './wrapV1.ts';
import type { WrappedV1 } from './wrapV1.ts';

type Wrapped = Extract<WrappedV1, { kind: 'wrapped' }>;

/**
 * Converts a v1 file, and those of its projects, to `services:`, and replaces its links by names on the project's network as far as that is
 * proved; what stays of them are links in Docker's DNS. Proved for docker-compose 1.x and Compose 2.
 */
export function v1Rewrite(scope: RewriteScope): Rewrite | NoRewrite {
  const { path, read } = scope;
  const before = readCompose(read(path) ?? '');
  const links = before.kind === 'compose' ? linksOf(path, before.file) : [];
  const no = (reason: string): NoRewrite => ({ kind: 'refused', row: 'v1', links, reason, instead: [] });
  const projects = scope.sets.map((set) => readProject({ ...set, reader: 'compose-1' }, read, scope.parse));
  const refusal = projects.flatMap(({ problems }) => problems).find(({ severity }) => severity === 'refused');
  if (refusal) return no(`docker-compose 1.x refuses the project as it is: ${refusal.message}`);
  const services = new Set(projects.flatMap((project) => project.services.map(({ name }) => name)));
  const wrapped = new Map<string, Wrapped>();
  for (const each of new Set([path, ...projects.flatMap(({ files }) => files)])) {
    const result = wrapV1(read(each) ?? '', services);
    if (result.kind === 'refused') return no(each === path ? result.reason : `${baseName(each)}: ${result.reason}`);
    wrapped.set(each, result);
  }
  const replaced = replacement(scope, wrapped);
  const result = attempt(scope, { projects, wrapped, replaced });
  // With links replaced something may not be proved that is with them kept.
  const kept = typeof result === 'string' && replaced.rewrite ? attempt(scope, { projects, wrapped, replaced: KEPT }) : result;
  return typeof kept === 'string' ? no(kept) : { ...kept, links };
}

const KEPT: Replacement = { rewrite: null, replaced: [], kept: [] };

interface Attempt {
  /** As the v1 files make them, by their sets. */
  readonly projects: readonly Project[];
  readonly wrapped: ReadonlyMap<string, Wrapped>;
  readonly replaced: Replacement;
}

/** The rewrite, or why it is not proved. */
function attempt(scope: RewriteScope, { projects, wrapped, replaced }: Attempt): Omit<Rewrite, 'links'> | string {
  const { path, read } = scope;
  const own = wrapped.get(path);
  if (!own) return 'The file is not read.';
  const files = [...wrapped].map(([each, result]) => fileEdits(each, read, result, replaced));
  const proved = prove(scope, projects, (each) => files.find((file) => file.path === each)?.text ?? read(each));
  if (typeof proved === 'string') return proved;
  const fixed = replaced.replaced;
  return {
    kind: 'rewrite',
    row: 'v1',
    title: fixed.length > 0 ? 'Convert to `services:` and replace the links' : 'Convert to `services:`',
    files,
    kept: ['every service says what it said', ...fixed.map((link) => provedWords(link, scope.around.unsearched))],
    lost: lost(own.file, { gone: proved, fixed, around: scope.around }),
    changed: changed(scope, wrapped, replaced),
    consent: 'asks',
  };
}

function linksOf(path: string, { services }: ComposeFile): readonly RewrittenLink[] {
  return services.flatMap(({ name, links }) => links.map(({ raw, range }) => ({ path, service: name, raw, range })));
}

/** What becomes of the links of the wrapped file, over the projects of all wrapped files. */
function replacement(scope: RewriteScope, wrapped: ReadonlyMap<string, Wrapped>): Replacement {
  const { read, around } = scope;
  const known = new Set([...wrapped.keys()].map(baseName));
  const neighbours = around.neighbours.filter(({ name }) => !known.has(baseName(name)));
  const texts = (each: string) => wrapped.get(each)?.text ?? read(each);
  const sets = scope.sets.map((set) => ({ ...set, reader: 'compose-2' as const }));
  return replaceAll(projectsOf({ ...scope, sets, read: texts, around: { ...around, neighbours } }));
}

function fileEdits(path: string, read: ReadText, { edits, text }: Wrapped, { rewrite }: Replacement): FileEdits {
  const before = read(path) ?? '';
  const lines = new Lines(before);
  const inner = new Lines(text);
  const replacing = rewrite?.files.find((file) => file.path === path)?.edits ?? [];
  const second = replacing.map(({ range, newText }) => ({ ...inner.span(range), newText }));
  const joined: readonly TextEdit[] = chain(before.length, edits, second).map(({ start, end, newText }) => {
    return { range: lines.range({ start, end }), newText };
  });
  return { path, edits: joined, text: applyEdits(before, joined) };
}

/** The names that go, or why the edit is not proved; Compose 2 gives containers other names, so what is asked of it are the names people wrote. */
function prove({ sets, parse }: RewriteScope, projects: readonly Project[], read: ReadText): readonly GoneName[] | string {
  const gone = new Map<string, GoneName>();
  for (const [index, set] of sets.entries()) {
    const v1 = projects[index];
    if (!v1) continue;
    for (const reader of ['compose-1', 'compose-2'] as const) {
      const proof = sameProject(v1, readProject({ ...set, reader }, read, parse));
      if (!proof.same) return proof.reason;
      for (const each of proof.gone) gone.set(`${each.service}\n${each.name}`, each);
    }
  }
  return [...gone.values()];
}

interface Losing {
  readonly gone: readonly GoneName[];
  readonly fixed: readonly ReplacedLink[];
  readonly around: Surroundings;
}

function lost({ services }: ComposeFile, { gone, fixed, around }: Losing): readonly string[] {
  const aliases = services.flatMap(({ links, externalLinks }) => [...links, ...externalLinks].flatMap(({ alias }) => alias ?? []));
  const variables = aliases.length > 0 ? [lostVariables(aliases, around)] : [];
  const outside = groupBy(
    gone.filter((each) => each.outside),
    ({ service, source }) => JSON.stringify([service, source]),
  );
  const names = [...new Set([...gone.filter((each) => !each.outside).map(({ name }) => name), ...fixed.flatMap((link) => link.lost)])];
  return [...variables, ...names, ...[...outside.values()].map(outsideWords)];
}

function outsideWords(gone: readonly GoneName[]): string {
  const [first] = gone;
  const names = gone.map(({ name }) => name).join(' and ');
  return `${names} of ${first?.service ?? ''}, as ${first?.source ?? ''} is on Docker’s default bridge and not on the project’s network`;
}

function changed({ path, read, around }: RewriteScope, wrapped: ReadonlyMap<string, Wrapped>, replaced: Replacement): readonly string[] {
  const all = [...wrapped.values()];
  const known = new Set([...wrapped.keys()].map(baseName));
  const left = around.neighbours.filter(({ name, file }) => file?.format === 'v1' && !known.has(baseName(name))).map(({ name }) => name);
  const others = [...wrapped.keys()].filter((each) => each !== path).map(baseName);
  const stay = replaced.kept.flatMap(({ links, reason }) =>
    links.map(({ service, raw }) => `${service} keeps its link ${raw}: ${reason.replace(/\.$/, '')}`),
  );
  return [
    'the services are on a network of the project instead of Docker’s default bridge, where other containers reached them',
    ...scriptLinkWords(
      around.texts,
      all.flatMap(({ file }) => file.services),
    ),
    'docker-compose before 1.27 does not read the file',
    ...(others.length > 0 ? [`${others.join(', ')} is converted with it`] : []),
    ...(left.length > 0 ? [`${left.join(', ')} stays a v1 file and goes with this one no more`] : []),
    ...all.flatMap(({ volumes }) => volumes).map((name) => `the volume ${name} has to be there first (docker volume create ${name})`),
    ...all.flatMap(({ unclear }) => unclear).map((name) => `${name} has to be listed in \`volumes\` if it is a volume’s name`),
    ...(/\bio\.rancher\./.test(read(path) ?? '') ? ['Rancher, whose labels the file has, reads v1 files by itself'] : []),
    ...stay,
  ];
}
