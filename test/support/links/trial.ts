import { parse } from 'yaml';
import { projectsOf } from '../../../src/domain/fixes/carryOut.ts';
import type { Projects } from '../../../src/domain/fixes/carryOut.ts';
import { replaceAll } from '../../../src/domain/fixes/replaceAll.ts';
import type { RewriteScope, Row } from '../../../src/domain/fixes/rewrite.ts';
import { rewritesOf } from '../../../src/domain/fixes/rewriteLinks.ts';
import { generate } from './generate.ts';
import { isPlain, judge } from './judge.ts';
import type { Allowed } from './judge.ts';
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

function scopeOf(text: string): RewriteScope {
  const path = '/work/shop/compose.yaml';
  const empty = { neighbours: [], elsewhere: [], dotenv: { kind: 'none' }, composeFile: null, texts: [], unsearched: [] } as const;
  return {
    path,
    read: (asked) => (asked === path ? text : null),
    sets: [{ reader: 'compose-2', files: [path] }],
    around: { name: 'compose.yaml', path, running: new Map(), ...empty },
  };
}

function docOf(text: string): Doc {
  return parse(text, { merge: true }) as Doc;
}

/** Makes of the projects of a file what a proof is to be blind to. */
export type Blinded = (projects: Projects) => Projects;

/** Replaces all links of the project of a seed, and where `each` says so also each of them by itself, and has every result judged. */
export function tryProject(seed: number, each: boolean, blinded: Blinded = (projects) => projects): Trial {
  const text = generate(seed);
  const before = docOf(text);
  const scope = scopeOf(text);
  const projects = blinded(projectsOf(scope));
  const faults: string[] = [];
  const rows: Row[] = [];
  const told = (after: string, what: string, found: readonly string[]) => {
    for (const fault of found) faults.push(`seed ${String(seed)}: ${what}: ${fault}\n${text}\n=====\n${after}`);
  };
  const all = replaceAll(projects);
  const after = all.rewrite?.files[0]?.text ?? text;
  const left = docOf(after);
  if (all.rewrite) {
    rows.push(all.rewrite.row);
    told(after, 'all', judge(before, left, text));
    const again = replaceAll(projectsOf(scopeOf(after)));
    if (again.rewrite) told(after, 'all', [`a second run would go on: ${again.rewrite.title}`]);
    told(after, 'all', lostComments(text, after));
  }
  const missed: string[] = [];
  let plain = 0;
  for (const [name, service] of Object.entries(before.services)) {
    for (const link of new Set(service.links ?? [])) {
      if (isPlain(before, name, link, text)) {
        plain += 1;
        const reason = all.kept.find((kept) => kept.links.some((one) => one.service === name && one.raw === link))?.reason;
        if (left.services[name]?.links?.includes(link)) missed.push(`seed ${String(seed)}: ${name}: ${link}: ${reason ?? ''}`);
      }
      for (const rewrite of each ? rewritesOf(projects, { service: name, raw: link }) : []) {
        if (rewrite.kind === 'refused') continue;
        rows.push(rewrite.row);
        const edited = rewrite.files[0]?.text ?? text;
        const healthy = rewrite.title.includes('health');
        const rotation = rewrite.changed.some((words) => words.includes(' in turn'));
        const allowed =
          rewrite.consent === 'safe'
            ? {}
            : { external: true, dotted: true, optional: true, ...ALLOWED[rewrite.row], healthy, ...(rotation && { rotation }) };
        told(edited, `${rewrite.row} ${name} ${link}`, [...judge(before, docOf(edited), text, allowed), ...lostComments(text, edited)]);
      }
    }
  }
  return { faults, rows, plain, replaced: plain - missed.length, missed };
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
