import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import type { How } from '../env/how.ts';
import { linkVariables } from '../env/linkVariables.ts';
import { linkPrefix } from '../env/prefix.ts';
import { hostsLines } from '../hosts/hostsLines.ts';
import { fullLinkName, lastComponent } from '../links/linkString.ts';
import type { ImageFacts } from './image.ts';
import { containerName, linkNames, literal } from './linkNames.ts';
import type { LinkName, NamedLink } from './linkNames.ts';
import { shown, sourceFacts } from './sourceFacts.ts';
import type { SourceFacts } from './sourceFacts.ts';

/** What is known around one link, and the major version of the engine asked for. */
export interface PredictionInput extends NamedLink {
  /** Of the source's image; null where nothing is known of it. */
  readonly image: ImageFacts | null;
  readonly engine: number;
}

/** A variable as the receiver's first process gets it. */
export interface PredictedVariable {
  readonly name: string;
  /** Secrets are masked; what no file tells is a placeholder in `<…>`. */
  readonly value: string;
  readonly how: Extract<How, 'predicted' | 'unknown'>;
  /** `receiver` where the receiver's own `environment` replaces what the link would set. */
  readonly setBy: 'link' | 'receiver';
}

/** The variables under one of the names that a link gives its source. */
export interface PredictedPrefix {
  /** With its underscore: `DB_`. */
  readonly prefix: string;
  readonly variables: readonly PredictedVariable[];
}

/** What files alone tell of the variables and hosts lines of one link. */
export interface PredictedVariables {
  /** Whether the engine sets them: up to Docker 28, later ones only if the daemon keeps them; else they are what Docker 28 would set. */
  readonly set: boolean;
  /** The alias's first, then those of the names Compose invents. */
  readonly prefixes: readonly PredictedPrefix[];
  /** The lines up to Docker 29, without those of IPv6. */
  readonly hosts: readonly string[];
  /** Whether the image may add ports and variables that no file names. */
  readonly imageUnknown: boolean;
  /** What may add ports and variables that no file tells, each as a noun. */
  readonly untold: readonly string[];
  /** What else depends on things no file tells, in sentences. */
  readonly notes: readonly string[];
}

const NOTHING: PredictedVariables = { set: false, prefixes: [], hosts: [], imageUnknown: false, untold: [], notes: [] };

/** The variables that a legacy link of a compose file sets, or set up to Docker 28; none for a link of any other mechanism. */
export function predictVariables(input: PredictionInput): PredictedVariables {
  const { link, source, image, engine, format } = input;
  if (link.mechanism !== 'legacy') return NOTHING;
  const facts = sourceFacts(source, image, format);
  const names = linkNames(input);
  const prefixes = new Map<string, PredictedPrefix>();
  for (const name of names) {
    const predicted = predictPrefix(input, name, facts);
    if (!prefixes.has(predicted.prefix)) prefixes.set(predicted.prefix, predicted);
  }
  return {
    set: engine <= 28,
    prefixes: [...prefixes.values()],
    hosts: names.flatMap(({ name }) => predictHosts(input, name)),
    imageUnknown: !image?.complete,
    untold: facts.untold,
    notes: notesOf(input, facts),
  };
}

function predictPrefix(input: PredictionInput, { name, sure }: LinkName, facts: SourceFacts): PredictedPrefix {
  const { link, receiver, engine } = input;
  const fullName = fullLinkName(containerName(receiver, link.service, input), name);
  const alias = lastComponent(fullName);
  const prefix = `${linkPrefix(alias)}_`;
  const hidden = new Set(facts.env.filter(({ known }) => !known).map((one) => one.name));
  const isKnown = (suffix: string, value: string): boolean => {
    if (!sure || prefix.includes('<')) return false;
    if (suffix.startsWith('ENV_')) return !hidden.has(suffix.slice('ENV_'.length));
    return !value.includes('<') && !facts.rawRanges.some((range) => suffix.includes(range) || value.includes(range));
  };
  const own = new Map(receiver?.environment.map((entry) => [entry.name, entry]));
  const variables = linkVariables(
    {
      alias,
      fullName,
      address: addressOf(input),
      exposedPorts: facts.exposed,
      sourceEnv: facts.env.map((variable) => `${variable.name}=${variable.value}`),
    },
    engine <= 27 ? 'number-first' : 'tcp-first',
  ).map(({ name, value }): PredictedVariable => {
    const replaced = own.get(name);
    if (!replaced) return { name, value, how: isKnown(name.slice(prefix.length), value) ? 'predicted' : 'unknown', setBy: 'link' };
    const { value: ownValue, known } = shown(name, replaced.value, true);
    return { name, value: ownValue, how: known ? 'predicted' : 'unknown', setBy: 'receiver' };
  });
  return { prefix, variables };
}

function predictHosts(input: PredictionInput, name: string): readonly string[] {
  const { link, source } = input;
  const target = link.target ?? link.raw;
  const hostname = (source?.hostname && literal(source.hostname.value)) ?? `<id of ${target}>`;
  const sourceName = link.kind === 'external_links' ? target : containerName(source, target, input);
  return hostsLines({ alias: lastComponent(name), hostname, sourceName, ipv4: addressOf(input), ipv6: '' });
}

function addressOf({ link }: PredictionInput): string {
  return `<address of ${link.target ?? link.raw}>`;
}

function notesOf({ link, source, receiver, format }: PredictionInput, { rawRanges }: SourceFacts): readonly string[] {
  const { target, alias, kind } = link;
  const several = [source, receiver].filter((service): service is ComposeService => (service?.scale ?? 1) > 1);
  return [
    ...(alias === null ? ['Its alias is the value of a variable, and so are the names.'] : []),
    ...rawRanges.map(
      (range) => `Compose 2 passes the range ${range} on as it is; docker-compose 1.29 and Compose 5 expose its single ports.`,
    ),
    ...(source?.containerName && kind === 'links' && format !== 'v1'
      ? [`docker-compose 1.29 makes names of "${source.containerName.value}" instead of "${target ?? ''}" and a number.`]
      : []),
    ...several.map(({ name }) => `"${name}" has several containers, so there are other numbers than 1.`),
  ];
}
