import type { ContainerNames } from '../../compose/project/names.ts';
import { resolveName } from '../../compose/project/resolve.ts';
import type { MentionsOf } from '../mentions.ts';
import { compare } from './compare.ts';
import type { Question, Told } from './compare.ts';
import { changedNames, placeOf, questions } from './questions.ts';
import { reach, uncoupled } from './reach.ts';
import { activeIn, linksBy, unique } from './world.ts';
import type { ProjectProof, Proving, World } from './world.ts';

/** Proves that every name leads to whom it led; what a plan changes of that on purpose is told. */
export function provedNames(proving: Proving): ProjectProof {
  const { was, is, plan } = proving;
  const changed = changedNames(was.names, is.names);
  const planned = new Set(plan.aliases.map(({ alias }) => alias.toLowerCase()));
  const told: Told = { lost: [], rotating: [], dropped: [] };
  const blames = new Map<string, string>();
  // By the networks that containers are on, the names which are still to be asked there: those that nobody has alone lead all to the same.
  const left = new Map<string, readonly string[]>();
  for (const [container, before] of was.containers) {
    const after = is.containers.get(container);
    const { name: service } = before.container.service;
    if (!after) return { proved: false, reason: `The container ${container} would get another name.`, blames: new Map() };
    if (blames.has(service)) continue;
    const { own, shared } = questions(before, after, { was, is, changed });
    const place = placeOf(before, after, plan);
    const names = [...((place !== null && left.get(place)) || shared())];
    const count = toldIn(told);
    const asked = names.filter((name) => !own.has(name));
    const reason = wrongNames(proving, { before, after, asked, planned }, told);
    if (reason === null && place !== null && toldIn(told) === count)
      left.set(
        place,
        names.filter((name) => own.has(name)),
      );
    const blame =
      reason ??
      wrongNames(proving, { before, after, asked: own, planned }, told) ??
      missedAim(proving, after) ??
      usedNames(proving, before, after, proving.mentions);
    if (blame !== null) blames.set(service, blame);
  }
  const [first] = blames.values();
  if (first !== undefined) return { proved: false, reason: first, blames };
  const { reaching, parted } = reach(was, is);
  return {
    proved: true,
    effects: {
      lost: unique(told.lost),
      rotating: unique(told.rotating),
      dropped: unique(told.dropped),
      reaching,
      parted,
      uncoupled: uncoupled(proving),
    },
  };
}

function toldIn({ lost, rotating, dropped }: Told): number {
  return lost.length + rotating.length + dropped.length;
}

interface Questions extends Pick<Question, 'before' | 'after' | 'planned'> {
  readonly asked: Iterable<string>;
}

/** Which name of a container would lead elsewhere. */
function wrongNames(proving: Proving, { asked, ...each }: Questions, told: Told): string | null {
  for (const name of asked) {
    const reason = compare(proving, { ...each, name }, told);
    if (reason !== null) return reason;
  }
  return null;
}

/** Whatever was so before: in place of a link its name leads to its source. */
function missedAim({ is, plan }: Proving, after: ContainerNames): string | null {
  const { name: service } = after.container.service;
  const active = activeIn(is.project);
  for (const { link, source } of linksBy(plan).get(service) ?? []) {
    if (!active.has(source)) continue;
    const wanted = plan.row === 'own-name' ? link.target : link.alias;
    const has = resolveName(is.names, after, wanted);
    const owners = has.kind === 'found' ? has.containers.map((one) => is.containers.get(one)?.container.service.name) : [];
    const host = has.kind === 'found' && has.containers.length === 0 && plan.hosts.some((each) => each.service === service);
    if (!host && (owners.length === 0 || owners.some((owner) => owner !== source)))
      return `\`${wanted}\` would not lead \`${service}\` to \`${source}\` alone.`;
  }
  return null;
}

/** A text uses, with any number, a name of a source that only a link of this container gave. */
function usedNames({ was, is, plan }: Proving, before: ContainerNames, after: ContainerNames, mentions: MentionsOf): string | null {
  const { name: service } = before.container.service;
  for (const { link } of linksBy(plan).get(service) ?? []) {
    const strange = strangeNumber(is, after, link.target);
    if (strange) return strange;
    for (const { path, word, before: prefix, number } of mentions(link.target)) {
      if (prefix !== '' && number === 1) continue;
      const had = resolveName(was.names, before, word);
      const has = resolveName(is.names, after, word);
      const may = prefix === '' && number === 1 ? 'exists' : 'may exist';
      if (has.kind === 'none' || (has.kind === 'unknown' && had.kind === 'found'))
        return `The file ${path} uses the name \`${word}\`, which ${may} only through the link.`;
    }
  }
  return null;
}

/** A name that one Compose or the other invents for the link would lead to somebody else, where so far the link went before. */
function strangeNumber(is: World, after: ContainerNames, target: string): string | null {
  for (const name of [`${target}_1`, `${target}-1`]) {
    const has = resolveName(is.names, after, name);
    if (has.kind !== 'found') continue;
    const owner = has.containers.map((one) => is.containers.get(one)?.container.service.name).find((one) => one !== target);
    if (owner !== undefined) return `\`${name}\`, which the link may give, would lead to \`${owner}\`.`;
  }
  return null;
}
