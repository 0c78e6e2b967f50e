import type { ContainerDetail, EngineFacts } from '../engine/container.ts';
import { engineLinks } from '../engine/engineLinks.ts';
import type { EngineLink } from '../engine/engineLinks.ts';
import { algorithmOf } from '../env/algorithm.ts';
import { linkVariables } from '../env/linkVariables.ts';
import type { LinkVariable } from '../env/linkVariables.ts';
import { linkPrefix } from '../env/prefix.ts';
import { readBack } from '../env/readBack.ts';
import { lastComponent } from '../links/linkString.ts';
import type { TargetEngine } from '../engine/target.ts';
import { maskSecret } from '../secrets.ts';
import type { Reading, ReceiverEvidence } from '../verdicts/evidence.ts';
import { noEvidence } from '../verdicts/evidence.ts';
import { linkNamed, valueOf } from '../verdicts/firstEnvironment.ts';
import type { FirstEnvironment } from '../verdicts/firstEnvironment.ts';
import type { Remedy } from '../verdicts/remedy.ts';

/** What becomes of a link's names or variables; `none` where there are none to lose. */
export type Fate = 'kept' | 'lost' | 'none' | 'unknown';

/** What a link is on one major version of the engine. */
export interface OnEngine {
  readonly names: Fate;
  /** On 29 they are kept behind the escape hatch only, which counts as lost. */
  readonly variables: Fate;
  readonly text: string;
}

/** What to put in the place of a variable that is lost. */
export type Replacement =
  | {
      readonly kind: 'set';
      /** The engine's value with the alias in the place of the address: it never goes stale. */ readonly value: string;
    }
  | {
      readonly kind: 'own';
      /** The source's variable it was a copy of; give the receiver its own, from a file or a secret. */ readonly sourceVariable: string;
    }
  | { readonly kind: 'nothing'; readonly because: string };

/** One variable that the link sets in its receiver. */
export interface VariableReadiness {
  readonly name: string;
  /** Masked; null where it was not read. */
  readonly value: string | null;
  /** Read in the first process, or derived from what the engine sets. */
  readonly known: 'read' | 'derived';
  /** Whether it is gone without the link, or the receiver's own environment has it too. */
  readonly fate: 'lost' | 'kept';
  readonly replacement: Replacement;
}

/** What changes for one link on Docker 29 and 30, and what to do before. */
export interface LinkReadiness {
  readonly receiver: string;
  readonly receiverId: string;
  readonly source: string;
  readonly alias: string;
  readonly network: string | null;
  readonly mechanism: EngineLink['mechanism'];
  readonly engines: Readonly<Record<Exclude<TargetEngine, 28>, OnEngine>>;
  readonly variables: readonly VariableReadiness[];
  readonly remedies: readonly Remedy[];
}

/** Every link of an engine with what Docker 29 and 30 change. */
export function readinessOf(facts: EngineFacts, evidence: readonly ReceiverEvidence[]): readonly LinkReadiness[] {
  const details = new Map(facts.details.map((detail) => [detail.id, detail]));
  return engineLinks(facts, false).flatMap(({ receiverId, links }) => {
    const receiver = details.get(receiverId);
    if (!receiver) return [];
    const { environment } = evidence.find((one) => one.receiverId === receiverId) ?? noEvidence(receiverId);
    const aliases = links.filter(({ mechanism }) => mechanism === 'legacy').map(({ alias }) => alias);
    return links.map((link) =>
      readiness(facts, receiver, link, { environment, source: details.get(link.sourceId ?? '') ?? null, aliases }),
    );
  });
}

interface Seen {
  readonly environment: Reading<FirstEnvironment>;
  readonly source: ContainerDetail | null;
  /** The aliases of all legacy links of the receiver. */
  readonly aliases: readonly string[];
}

function readiness(facts: EngineFacts, receiver: ContainerDetail, link: EngineLink, seen: Seen): LinkReadiness {
  const works = link.mechanism === 'legacy' && receiver.networks.has('bridge');
  const variables = works ? variablesOf(facts, receiver, link, seen) : [];
  const known = seen.environment.kind === 'read' || (algorithmOf(facts.version.apiVersion, false) ?? 'off') !== 'off';
  const set: Fate = variables.length > 0 ? 'kept' : works && !known ? 'unknown' : 'none';
  return {
    receiver: receiver.name,
    receiverId: receiver.id,
    source: link.source,
    alias: link.alias,
    network: link.network,
    mechanism: link.mechanism,
    engines: link.mechanism === 'dns' ? unchanged(link) : legacyOnEngines(works, set),
    variables,
    remedies: works ? remedies(receiver, link, variables) : [],
  };
}

/** The link's variables in the first process; where that was not read, those which the engine sets. */
function variablesOf(
  facts: EngineFacts,
  receiver: ContainerDetail,
  link: EngineLink,
  { environment, source, aliases }: Seen,
): readonly VariableReadiness[] {
  const algorithm = algorithmOf(facts.version.apiVersion, false);
  const shims = shimsOf(link, source, algorithm === 'number-first' ? 'number-first' : 'tcp-first');
  const sets = algorithm !== null && algorithm !== 'off';
  const own = new Set(receiver.env.map((entry) => entry.split('=')[0] ?? ''));
  const names =
    environment.kind === 'read'
      ? shownNames(environment.value, { link, aliases, own, shims, sure: sets })
      : sets
        ? shims.map(({ name }) => name)
        : [];
  return names.map((name) => {
    const value = environment.kind === 'read' ? valueOf(environment.value, name) : null;
    return {
      name,
      value: value === null ? null : maskSecret(name, value),
      known: environment.kind === 'read' ? 'read' : 'derived',
      fate: own.has(name) ? 'kept' : 'lost',
      replacement: own.has(name) ? { kind: 'nothing', because: 'The receiver sets it itself.' } : replacement(name, link, shims),
    };
  });
}

/** Names of the link's variables in the first process; those the receiver sets itself count only where the link sets them too. */
function shownNames({ values }: FirstEnvironment, { link, aliases, own, shims, sure }: Naming): readonly string[] {
  const title = `${linkPrefix(link.alias)}_NAME`;
  const shown = !own.has(title) && linkNamed(title, values.get(title)?.split(' ')[0] ?? '') !== null;
  if (!sure && !shown) return [];
  const set = new Set(shims.map(({ name }) => name));
  return [...values.keys()].filter((name) => set.has(name) || (!own.has(name) && readBack(name, aliases)?.alias === link.alias));
}

/** What tells the link's variables from others. */
interface Naming {
  readonly link: EngineLink;
  readonly aliases: readonly string[];
  /** Names in the receiver's own environment. */
  readonly own: ReadonlySet<string>;
  readonly shims: readonly LinkVariable[];
  /** Whether the engine sets link variables for certain; else only the variable with the link's name betrays them. */
  readonly sure: boolean;
}

/** The link's variables with the alias in the place of the address. */
function shimsOf(
  { alias, raw }: EngineLink,
  source: ContainerDetail | null,
  algorithm: 'number-first' | 'tcp-first',
): readonly LinkVariable[] {
  if (!source) return [];
  const fullName = raw.slice(raw.indexOf(':') + 1);
  return linkVariables(
    { alias: lastComponent(alias), fullName, address: alias, exposedPorts: source.exposedPorts, sourceEnv: source.env },
    algorithm,
  );
}

function replacement(name: string, { alias }: EngineLink, shims: readonly LinkVariable[]): Replacement {
  const read = readBack(name, [alias]);
  if (read?.sourceVariable !== null && read?.sourceVariable !== undefined) return { kind: 'own', sourceVariable: read.sourceVariable };
  const shim = shims.find((one) => one.name === name);
  return shim ? { kind: 'set', value: shim.value } : { kind: 'nothing', because: 'Nothing was read of the source.' };
}

function remedies(receiver: ContainerDetail, { source, alias }: EngineLink, variables: readonly VariableReadiness[]): readonly Remedy[] {
  const names = variables.filter(({ fate }) => fate === 'lost').map(({ name }) => name);
  const network: Remedy = { kind: 'use-network-alias', source, receiver: receiver.name, alias };
  return names.length === 0 ? [network] : [{ kind: 'set-variables', receiver: receiver.name, names }, network];
}

function unchanged({ network }: EngineLink): LinkReadiness['engines'] {
  const kept: OnEngine = {
    names: 'kept',
    variables: 'none',
    text: `Nothing changes: the link is a private name in the DNS of "${network ?? ''}".`,
  };
  return { 29: kept, 30: kept };
}

/** What becomes of a link that is not in DNS; `works` says that it has an effect today, `variables` whether it sets any. */
export function legacyOnEngines(works: boolean, variables: Fate): LinkReadiness['engines'] {
  return { 29: on29(works, variables), 30: on30(works, variables) };
}

function on29(works: boolean, variables: Fate): OnEngine {
  if (!works) return nothing();
  if (variables === 'none') return { names: 'kept', variables, text: 'It gives its name; it has no variables to lose.' };
  const hatch = 'unless the engine is started with DOCKER_KEEP_DEPRECATED_LEGACY_LINKS_ENV_VARS=1';
  if (variables === 'unknown')
    return { names: 'kept', variables, text: `It gives its name; nobody can tell whether it has variables, which are not set ${hatch}.` };
  return { names: 'kept', variables: 'lost', text: `It gives its name, but none of its variables, ${hatch}.` };
}

function on30(works: boolean, variables: Fate): OnEngine {
  if (!works) return nothing();
  const lost: Fate = variables === 'kept' ? 'lost' : variables;
  return { names: 'lost', variables: lost, text: 'Links on the default bridge are to be removed: neither its name nor its variables.' };
}

function nothing(): OnEngine {
  return { names: 'none', variables: 'none', text: 'The link has no effect today, so nothing is lost.' };
}
