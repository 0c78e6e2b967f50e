import type { ContainerDetail, EngineFacts } from '../../domain/engine/container.ts';
import { askArgv, compareMeasured, isAskable, measuredWords } from '../../domain/names/measured.ts';
import type { Compared } from '../../domain/names/measured.ts';
import { namesIn } from '../../domain/names/namesIn.ts';
import type { NameState, Owner, ResolvedName } from '../../domain/names/namesIn.ts';
import { DOCKER_DNS } from '../../domain/names/resolvConf.ts';
import { resolverOf } from '../../domain/names/resolveName.ts';
import type { Asked } from '../../domain/names/resolveName.ts';
import { whoKnows } from '../../domain/names/whoKnows.ts';
import { noEvidence } from '../../domain/verdicts/evidence.ts';
import type { NamesAnswer } from '../engineAnswer.ts';
import { MOST_NAMES } from '../../sources/engine/measure.ts';
import { isPredicted, predictedJson, predictedText, predictedWho, predictedWhoJson } from './predictedNames.ts';
import type { NamedFile } from './predictedNames.ts';
import { engineFields, engineName, gapLines } from './engineWords.ts';
import { printable } from '../../base/printable.ts';

/** A question about names: what containers can ask for (all, where none is named), or in which containers a name leads somewhere. */
export type NamesQuestion =
  { readonly kind: 'names'; readonly containers: readonly string[] } | { readonly kind: 'who'; readonly name: string };

/** The containers that are named and that the engine does not have. */
export function unknownContainers(question: NamesQuestion, { details }: EngineFacts): readonly string[] {
  if (question.kind === 'who') return [];
  return question.containers.filter((name) => !details.some((one) => one.name === name || one.id.startsWith(name)));
}

/** Which running containers are to be asked for which names: all that are computed for each. */
export function toMeasure(question: NamesQuestion, answer: NamesAnswer): ReadonlyMap<ContainerDetail, readonly string[]> {
  if (question.kind === 'who') return new Map();
  return new Map(
    chosen(question.containers, answer).flatMap((asked) => {
      const seen = asked.receiver.running ? namesIn(asked) : null;
      return seen?.kind === 'names' && seen.names.length > 0 ? [[asked.receiver, seen.names.map(({ name }) => name)] as const] : [];
    }),
  );
}

/** What would be run inside which containers, one call a line. */
export function toRunText(question: NamesQuestion, answer: NamesAnswer): string {
  const lines = [...toMeasure(question, answer)].flatMap(([{ name }, names]) => [
    `${name}: ${names.length} call${names.length === 1 ? '' : 's'}, where there is no getent by ${askArgv('ping', 'NAME').join(' ')} or ${askArgv('nslookup', 'NAME').join(' ')}`,
    ...names
      .slice(0, MOST_NAMES)
      .map((one) => `  ${isAskable(one) ? JSON.stringify(askArgv('getent', one)) : `not asked, as it is no plain host name: ${one}`}`),
  ]);
  return (lines.length > 0 ? lines : ['There is no running container with names to ask for.'])
    .map((line) => `${printable(line)}\n`)
    .join('');
}

/** The answer for people. */
export function namesText(question: NamesQuestion, answer: NamesAnswer | null, files: readonly NamedFile[] = []): string {
  const running = answer ? (question.kind === 'names' ? containersText(question.containers, answer) : whoText(question.name, answer)) : [];
  const predicted = question.kind === 'names' ? predictedText(files) : predictedWho(question.name, files);
  const nobody = !answer && predicted.length === 0 ? [nothingIn(question)] : [];
  const gaps = answer?.gaps.filter(({ code }) => code === 'hosts-file') ?? [];
  return [...running, ...predicted, ...nobody, ...gapLines({ gaps })].map((line) => `${printable(line)}\n`).join('');
}

function nothingIn(question: NamesQuestion): string {
  return question.kind === 'names' ? 'no compose file with services' : `in no service "${question.name}" leads anywhere`;
}

/** The same as data; the form is kept stable for programs, `version` counts its changes. */
export function namesJson(question: NamesQuestion, answer: NamesAnswer | null, files: readonly NamedFile[] = []): string {
  const body = (told: NamesAnswer): object =>
    question.kind === 'names'
      ? { containers: chosen(question.containers, told).map((asked) => containerJson(asked, told)) }
      : { name: question.name, known_in: knowersJson(question.name, told) };
  const engines = answer ? [{ ...engineFields(answer), ...body(answer) }] : [];
  const told = question.kind === 'names' ? predictedJson(files) : predictedWhoJson(question.name, files);
  return `${JSON.stringify({ version: 1, engines, files: told }, null, 2)}\n`;
}

/** Whether nobody can resolve the name that is asked for, or a name leads somewhere else than it was computed to. */
export function namesFail(question: NamesQuestion, answer: NamesAnswer | null, files: readonly NamedFile[] = []): boolean {
  if (question.kind === 'who')
    return !(answer && whoKnows(question.name, allAsked(answer)).length > 0) && !isPredicted(question.name, files);
  if (!answer) return false;
  return chosen(question.containers, answer).some((asked) => {
    const seen = namesIn(asked);
    return seen.kind === 'names' && seen.names.some((one) => comparedOf(one, asked, answer)?.agrees === false);
  });
}

function comparedOf(one: ResolvedName, { receiver, facts }: Asked, { measured }: NamesAnswer): Compared | null {
  const told = measured.get(receiver.id);
  return told && !('fault' in told) ? compareMeasured(one, told, facts) : null;
}

function containersText(containers: readonly string[], answer: NamesAnswer): readonly string[] {
  return chosen(containers, answer).flatMap((asked) => {
    const seen = namesIn(asked);
    if (seen.kind === 'unknown') return [`${asked.receiver.name}: ${seen.reason}`];
    const head = `${asked.receiver.name}: ${seen.names.length} name${seen.names.length === 1 ? '' : 's'}${resolverWords(asked)}`;
    const told = answer.measured.get(asked.receiver.id);
    const by = !told ? [] : ['fault' in told ? `  not measured: ${told.fault}` : `  measured by ${told.asker} at ${told.at}`];
    return [head, ...by, ...seen.names.map((one) => `  ${nameWords(one)}${measuredNote(comparedOf(one, asked, answer))}`)];
  });
}

/** What decides how names are asked for, where that is not what every container has. */
function resolverWords(asked: Asked): string {
  const { servers, search, ndots } = resolverOf(asked);
  const own = asked.receiver.dns?.servers ?? [];
  const parts = [
    own.length > 0 && servers?.includes(DOCKER_DNS) === true ? `others are asked of ${own.join(', ')}` : '',
    servers && !servers.includes(DOCKER_DNS) ? `asks ${servers.join(', ')}` : '',
    search && search.length > 0 ? `search ${search.join(' ')}` : '',
    ndots > 1 ? `ndots:${ndots}` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? `; ${parts.join('; ')}` : '';
}

function nameWords(one: ResolvedName): string {
  const by = one.network === null ? one.foundBy : `${one.foundBy} on ${one.network}`;
  const shadowed = one.shadows.length > 0 ? `; hides the name on ${one.shadows.join(', ')}` : '';
  const first = one.asksFirst.length > 0 ? `; other name servers are asked for ${one.asksFirst.join(', ')} before` : '';
  return `${one.name} → ${leadsTo(one)} (${by}${one.known === 'derived' ? ', derived' : ''})${STATE_WORDS[one.state]}${shadowed}${first}`;
}

function measuredNote(compared: Compared | null): string {
  if (!compared) return '';
  const words = `; measured ${measuredWords(compared.measured)}`;
  if (compared.agrees === true) return words;
  return `${words}, ${compared.agrees === null ? 'not comparable' : 'which differs'}: ${compared.why}`;
}

function leadsTo({ state, foundBy, owners, addresses }: ResolvedName): string {
  if (foundBy === 'Swarm VIP' || foundBy === 'Swarm tasks') {
    const here = owners.length > 0 ? `, of it here ${owners.map(({ name }) => name).join(', ')}` : ', of it nothing here';
    return addresses.length > 0 ? `${addresses.join(', ')}${here}` : 'nobody';
  }
  if (state === 'nobody') return 'nobody';
  if (state === 'stranger') return addresses.join(', ');
  return owners.map(ownerWords).join(', ');
}

function ownerWords({ name, addresses, ports, health, running }: Owner): string {
  const where = [...addresses, ...(ports.length > 0 ? [ports.join(' ')] : []), ...(health === null ? [] : [health])];
  return `${name}${running && where.length > 0 ? ` [${where.join(' ')}]` : ''}`;
}

const STATE_WORDS: Readonly<Record<NameState, string>> = {
  right: '',
  several: ': they answer in turn',
  nobody: ': nobody answers',
  stopped: ': does not run, so nobody answers',
  stranger: ': no running container has this address',
};

function whoText(name: string, answer: NamesAnswer): readonly string[] {
  const knowers = whoKnows(name, allAsked(answer));
  const lines = knowers.map(({ receiver, found }) => {
    if ('reason' in found) return `${receiver.name}: not known: ${found.reason}`;
    const who = [...found.containers.map((one) => one.name), ...found.strangers];
    return `${receiver.name} → ${who.join(', ')} (${found.addresses.join(', ')}${found.known === 'derived' ? '; derived' : ''})`;
  });
  return lines.length > 0 ? lines : [`${engineName(answer)}: in no running container "${name}" leads anywhere`];
}

function containerJson(asked: Asked, answer: NamesAnswer): unknown {
  const { id, name } = asked.receiver;
  const seen = namesIn(asked);
  if (seen.kind === 'unknown') return { name, id, names: null, reason: seen.reason };
  const told = answer.measured.get(id);
  const by = !told ? {} : { measured: 'fault' in told ? { fault: told.fault } : { by: told.asker, at: told.at } };
  return {
    name,
    id,
    ...by,
    resolver: resolverOf(asked),
    names: seen.names.map((one) => ({
      name: one.name,
      found_by: one.foundBy,
      network: one.network,
      state: one.state,
      known: one.known,
      addresses: one.addresses,
      owners: one.owners,
      hides_on: one.shadows,
      asks_first: one.asksFirst,
      ...measuredFields(comparedOf(one, asked, answer)),
    })),
  };
}

function measuredFields(compared: Compared | null): object {
  if (!compared) return {};
  const { measured, agrees, why } = compared;
  return { measured: { addresses: measured.kind === 'addresses' ? measured.addresses : null, agrees, ...(why !== '' && { why }) } };
}

function knowersJson(name: string, answer: NamesAnswer): readonly unknown[] {
  return whoKnows(name, allAsked(answer)).map(({ receiver, found }) => ({
    container: receiver.name,
    id: receiver.id,
    ...('reason' in found
      ? { known: 'unknown', reason: found.reason }
      : {
          known: found.known,
          leads_to: found.containers.map((one) => one.name),
          addresses: found.addresses,
          strangers: found.strangers,
        }),
  }));
}

function chosen(containers: readonly string[], answer: NamesAnswer): readonly Asked[] {
  const all = allAsked(answer);
  if (containers.length === 0) return all;
  return all.filter(({ receiver }) => containers.some((name) => receiver.name === name || receiver.id.startsWith(name)));
}

function allAsked({ facts, lookups }: NamesAnswer): readonly Asked[] {
  return [...facts.details]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((receiver) => {
      const { evidence = noEvidence(receiver.id), resolver } = lookups.get(receiver.id) ?? {};
      return { receiver, facts, evidence, ...(resolver && { resolver }) };
    });
}
