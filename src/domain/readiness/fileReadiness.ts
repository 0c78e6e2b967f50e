import { predictVariables } from '../compose/predictVariables.ts';
import type { PredictedVariable, PredictionInput } from '../compose/predictVariables.ts';
import type { FileLink } from '../compose/fileLinks.ts';
import { readBack } from '../env/readBack.ts';
import { remedyText } from '../verdicts/remedy.ts';
import { legacyOnEngines } from './readiness.ts';
import type { LinkReadiness, OnEngine, Replacement } from './readiness.ts';

/** A variable that a link of a compose file sets up to Docker 28, and what stands in for it. */
export interface FileVariableReadiness {
  readonly name: string;
  /** Masked; what no file tells is a placeholder in `<…>`. */
  readonly value: string;
  readonly known: 'predicted' | 'unknown';
  readonly fate: 'lost' | 'kept';
  readonly replacement: Replacement;
}

/** What changes for one link of a compose file on Docker 29 and 30, and what to do before. */
export interface FileLinkReadiness {
  readonly link: FileLink;
  readonly engines: LinkReadiness['engines'];
  readonly variables: readonly FileVariableReadiness[];
  /** Each a sentence. */
  readonly remedies: readonly string[];
  /** What files do not tell, and what else is so, each a sentence. */
  readonly notes: readonly string[];
}

/** What Docker 29 and 30 change for a link of a compose file, as far as files tell. */
export function fileReadiness(input: Omit<PredictionInput, 'engine'>): FileLinkReadiness {
  const { link } = input;
  if (link.mechanism !== 'legacy' || link.targetState === 'missing') return unaffected(link);
  const { prefixes, untold, notes } = predictVariables({ ...input, engine: 28 });
  const [first, ...others] = prefixes;
  const variables = (first?.variables ?? []).map((variable) => variableReadiness(variable, link));
  const names = others.map(({ prefix }) => `${prefix}…`);
  return {
    link,
    engines: legacyOnEngines(true, 'kept'),
    variables,
    remedies: remedies(input, variables),
    notes: [
      ...(names.length > 0 ? [`The same variables are set as ${names.join(' and ')}, too.`] : []),
      ...(untold.length > 0 ? [`No file tells of ${untold.join('; ')}.`] : []),
      ...notes,
    ],
  };
}

function variableReadiness({ name, value, how, setBy }: PredictedVariable, link: FileLink): FileVariableReadiness {
  if (setBy === 'receiver') {
    const replacement: Replacement = { kind: 'nothing', because: 'The service sets it itself.' };
    return { name, value, known: how, fate: 'kept', replacement };
  }
  const alias = link.alias ?? '';
  const sourceVariable = readBack(name, [alias])?.sourceVariable ?? null;
  const address = `<address of ${link.target ?? link.raw}>`;
  const replacement: Replacement =
    sourceVariable === null ? { kind: 'set', value: value.replaceAll(address, alias) } : { kind: 'own', sourceVariable };
  return { name, value, known: how, fate: 'lost', replacement };
}

function remedies({ link, format }: Omit<PredictionInput, 'engine'>, variables: readonly FileVariableReadiness[]): readonly string[] {
  const { service } = link;
  const names = variables.filter(({ fate }) => fate === 'lost').map(({ name }) => name);
  const set = `Set in the environment of "${service}" those of these variables that it reads: ${names.join(', ')}.`;
  return [...(names.length === 0 ? [] : [set]), networkRemedy(link, format)];
}

function networkRemedy({ service, kind, target, alias, raw }: FileLink, format: PredictionInput['format']): string {
  const source = target ?? raw;
  if (kind === 'external_links') return remedyText({ kind: 'use-network-alias', source, receiver: service, alias: alias ?? source });
  const both = `"${service}" and "${source}"`;
  const shared =
    format === 'v1'
      ? `Put the services of the file below "services:", so that ${both} share a network`
      : `Remove the network mode "bridge" of ${both}, so that they share a network`;
  if (alias === null || alias === target) return `${shared} on which "${source}" is found by its name.`;
  return `${shared}, and give "${source}" the network alias "${alias}" on it.`;
}

function unaffected(link: FileLink): FileLinkReadiness {
  const same = sameOnEngines(link);
  return { link, engines: { 29: same, 30: same }, variables: [], remedies: [], notes: [] };
}

function sameOnEngines({ mechanism, targetState }: FileLink): OnEngine {
  if (targetState === 'missing')
    return { names: 'none', variables: 'none', text: 'No compose file defines its target, so nothing is lost.' };
  switch (mechanism) {
    case 'dns':
      return { names: 'kept', variables: 'none', text: 'Nothing changes: the link is a private name in the DNS of a project network.' };
    case 'none':
      return { names: 'none', variables: 'none', text: 'The link has no effect today, so nothing is lost.' };
    case 'refused':
      return { names: 'none', variables: 'none', text: 'The link is refused by every version, so nothing is lost.' };
    case 'legacy':
    case 'unknown':
      return { names: 'unknown', variables: 'unknown', text: 'The files do not tell whether the link is on the default bridge.' };
  }
}
