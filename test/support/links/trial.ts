import { parse } from 'yaml';
import { projectsOf } from '../../../src/domain/fixes/carryOut.ts';
import type { Projects } from '../../../src/domain/fixes/carryOut.ts';
import { replaceAll } from '../../../src/domain/fixes/replaceAll.ts';
import type { NoRewrite, Rewrite, RewriteScope, Row } from '../../../src/domain/fixes/rewrite.ts';
import { rewritesOf } from '../../../src/domain/fixes/rewriteLinks.ts';
import { generateFiles } from './generate.ts';
import { isPlain, judge } from './judge.ts';
import type { Allowed } from './judge.ts';
import { docOf } from './merged.ts';
import { JOINTS } from './names.ts';
import type { Doc } from './names.ts';

/** What was seen when the links of one generated project were replaced. */
export interface Trial {
  /** What the judge finds wrong, each with what is needed to try it again. */
  readonly faults: readonly string[];
  /** The kinds of all rewrites that were offered. */
  readonly rows: readonly Row[];
  /** Links that everybody would replace, and those of them that were. */
  readonly plain: number;
  readonly replaced: number;
  /** Plain links that stay, with the reason. */
  readonly missed: readonly string[];
}

/** What each kind of rewrite may do; a safe one only what none of these says. */
const ALLOWED: Readonly<Record<Row, Allowed>> = {
  'same-name': {},
  alias: {},
  'join-network': { newNetworks: true, strangers: true },
  'pair-network': { newNetworks: true, strangers: true },
  scaled: { newNetworks: true, strangers: true, rotation: true },
  bridge: { leavesBridge: true, newNetworks: true, strangers: true, rotation: true },
  v1: {},
  external: {},
  namespace: { newNetworks: true, strangers: true },
  'host-gateway': { newHosts: true },
  cycle: { newNetworks: true, strangers: true, noOrder: true, circle: true },
  profile: { newNetworks: true, strangers: true, rotation: true },
  private: { newNetworks: true, parting: true },
  'own-name': { ownNames: true },
  'container-names': { newNetworks: true, strangers: true, containerNames: true },
  ambassador: {},
  variables: {},
};

/** The paths of a project's files, in their order. */
const PATHS = ['/work/shop/compose.yaml', '/work/shop/compose.override.yaml'];

/** The texts of the files, in the order of their paths. */
type Texts = readonly string[];

function scopeOf(texts: Texts, path: string): RewriteScope {
  const empty = { neighbours: [], elsewhere: [], dotenv: { kind: 'none' }, composeFile: null, texts: [], unsearched: [] } as const;
  return {
    path,
    read: (asked) => texts[PATHS.indexOf(asked)] ?? null,
    sets: [{ reader: 'compose-2', files: PATHS.slice(0, texts.length) }],
    around: { name: path.slice('/work/shop/'.length), path, running: new Map(), ...empty },
  };
}

/** The texts with what a rewrite makes of some. */
function rewritten(texts: Texts, rewrite: Rewrite | null): Texts {
  return texts.map((text, index) => rewrite?.files.find(({ path }) => path === PATHS[index])?.text ?? text);
}

/** Makes of the projects of a file what a proof is to be blind to. */
export type Blinded = (projects: Projects) => Projects;

/** Replaces all links of the project of a seed, file by file, and where `each` says so also each of them by itself, and has every result judged. */
export function tryProject(seed: number, each: boolean, blinded: Blinded = (projects) => projects): Trial {
  const texts = generateFiles(seed);
  const text = texts.join('\n');
  const faults: string[] = [];
  const rows: Row[] = [];
  const told = (after: Texts, what: string, found: readonly string[]) => {
    for (const fault of new Set(found))
      faults.push(`seed ${String(seed)}: ${what}: ${fault}\n${texts.join('\n-----\n')}\n=====\n${after.join('\n-----\n')}`);
  };
  const judged = (after: Texts, what: string, allowed: Allowed = {}) => {
    told(after, what, [...faultsOf(texts, after, allowed), ...texts.flatMap((one, index) => lostComments(one, after[index] ?? ''))]);
  };
  const kept: NoRewrite[] = [];
  let left = texts;
  for (const path of PATHS.slice(0, texts.length)) {
    const all = replaceAll(blinded(projectsOf(scopeOf(left, path))));
    kept.push(...all.kept);
    if (!all.rewrite) continue;
    rows.push(all.rewrite.row);
    left = rewritten(left, all.rewrite);
    judged(left, 'all');
    const again = replaceAll(projectsOf(scopeOf(left, path)));
    if (again.rewrite) told(left, 'all', [`a second run would go on: ${again.rewrite.title}`]);
  }
  const missed: string[] = [];
  let plain = 0;
  const before = docOf(texts, '-');
  for (const [index, path] of PATHS.slice(0, texts.length).entries()) {
    const projects = blinded(projectsOf(scopeOf(texts, path)));
    for (const [name, link] of linksOf(texts[index])) {
      if (before && isPlain(before, name, link, text)) {
        plain += 1;
        const reason = kept.find((one) => one.links.some((other) => other.service === name && other.raw === link))?.reason;
        if (linksOf(left[index]).some(([service, raw]) => service === name && raw === link))
          missed.push(`seed ${String(seed)}: ${name}: ${link}: ${reason ?? ''}`);
      }
      for (const rewrite of each ? rewritesOf(projects, { service: name, raw: link }) : []) {
        if (rewrite.kind === 'refused') continue;
        rows.push(rewrite.row);
        judged(rewritten(texts, rewrite), `${rewrite.row} ${name} ${link}`, allowedOf(rewrite));
      }
    }
  }
  return { faults, rows, plain, replaced: plain - missed.length, missed };
}

function faultsOf(texts: Texts, after: Texts, allowed: Allowed): readonly string[] {
  return JOINTS.flatMap((joint) => {
    const [was, is] = [docOf(texts, joint), docOf(after, joint)];
    if (was && !is) return ['docker-compose 1 refuses the result'];
    return was && is ? judge({ before: was, after: is, text: texts.join('\n'), joint }, allowed) : [];
  });
}

function allowedOf(rewrite: Rewrite): Allowed {
  if (rewrite.consent === 'safe') return {};
  const healthy = rewrite.title.includes('health');
  const rotation = rewrite.changed.some((words) => words.includes(' in turn'));
  return { external: true, dotted: true, optional: true, ...ALLOWED[rewrite.row], healthy, ...(rotation && { rotation }) };
}

/** The links that a file writes, each once, with their services. */
function linksOf(text = ''): readonly (readonly [service: string, link: string])[] {
  const { services } = parse(text, { merge: true }) as Doc;
  return Object.entries(services).flatMap(([name, { links = [] }]) => [...new Set(links)].map((link) => [name, link] as const));
}

function lostComments(before: string, after: string): readonly string[] {
  const comments = (of: string) =>
    (of.match(/#.*/g) ?? [])
      .map((each) => each.trimEnd())
      .sort()
      .join('\n');
  const ends = before.includes('\r\n') && /[^\r]\n/.test(after) ? ['a line ends otherwise than the others'] : [];
  return comments(before) === comments(after) ? ends : [...ends, 'a comment is lost'];
}
