import type { EngineFacts } from '../../domain/engine/container.ts';
import { namesIn } from '../../domain/names/namesIn.ts';
import type { NameState, Owner, ResolvedName } from '../../domain/names/namesIn.ts';
import type { Asked } from '../../domain/names/resolveName.ts';
import { whoKnows } from '../../domain/names/whoKnows.ts';
import { noEvidence } from '../../domain/verdicts/evidence.ts';
import type { NamesAnswer } from '../engineAnswer.ts';
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

/** The answer for people. */
export function namesText(question: NamesQuestion, answer: NamesAnswer): string {
  const lines = question.kind === 'names' ? containersText(question.containers, answer) : whoText(question.name, answer);
  const gaps = answer.gaps.filter(({ code }) => code === 'hosts-file');
  return [...lines, ...gapLines({ gaps })].map((line) => `${printable(line)}\n`).join('');
}

/** The same as data; the form is kept stable for programs, `version` counts its changes. */
export function namesJson(question: NamesQuestion, answer: NamesAnswer): string {
  const body =
    question.kind === 'names'
      ? { containers: chosen(question.containers, answer).map(containerJson) }
      : { name: question.name, known_in: knowersJson(question.name, answer) };
  return `${JSON.stringify({ version: 1, engines: [{ ...engineFields(answer), ...body }] }, null, 2)}\n`;
}

/** Whether somebody can resolve the name that is asked for; a list of names always answers. */
export function namesFail(question: NamesQuestion, answer: NamesAnswer): boolean {
  return question.kind === 'who' && whoKnows(question.name, allAsked(answer)).length === 0;
}

function containersText(containers: readonly string[], answer: NamesAnswer): readonly string[] {
  return chosen(containers, answer).flatMap((asked) => {
    const seen = namesIn(asked);
    if (seen.kind === 'unknown') return [`${asked.receiver.name}: ${seen.reason}`];
    const head = `${asked.receiver.name}: ${seen.names.length} name${seen.names.length === 1 ? '' : 's'}`;
    return [head, ...seen.names.map((one) => `  ${nameWords(one)}`)];
  });
}

function nameWords(one: ResolvedName): string {
  const by = one.network === null ? one.foundBy : `${one.foundBy} on ${one.network}`;
  const shadowed = one.shadows.length > 0 ? `; hides the name on ${one.shadows.join(', ')}` : '';
  return `${one.name} → ${leadsTo(one)} (${by}${one.known === 'derived' ? ', derived' : ''})${STATE_WORDS[one.state]}${shadowed}`;
}

function leadsTo({ state, owners, addresses }: ResolvedName): string {
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

function containerJson(asked: Asked): unknown {
  const { id, name } = asked.receiver;
  const seen = namesIn(asked);
  if (seen.kind === 'unknown') return { name, id, names: null, reason: seen.reason };
  return {
    name,
    id,
    names: seen.names.map((one) => ({
      name: one.name,
      found_by: one.foundBy,
      network: one.network,
      state: one.state,
      known: one.known,
      addresses: one.addresses,
      owners: one.owners,
      hides_on: one.shadows,
    })),
  };
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
      const { evidence = noEvidence(receiver.id), nameServers } = lookups.get(receiver.id) ?? {};
      return { receiver, facts, evidence, ...(nameServers && { nameServers }) };
    });
}
