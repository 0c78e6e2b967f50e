import { serviceOf } from '../compose/projectView.ts';
import type { ProjectView } from '../compose/projectView.ts';
import type { Mention, MentionsOf } from './mentions.ts';
import type { Plan, PlannedAlias, PlannedLink } from './plan.ts';
import { hasName, sharedKeys } from './sharedNetworks.ts';

/** What the names of containers are taken from: the project, who writes them, and in how many containers a service runs. */
export interface NamedContainers {
  readonly view: ProjectView;
  /** What the project is called, by each Compose that may take it. */
  readonly projects: ReadonlySet<string>;
  readonly mentions: MentionsOf;
  readonly running: ReadonlyMap<string, number>;
}

/** The ways that leave a source in one container on a network with its receiver. */
const PLAIN: ReadonlySet<Plan['row']> = new Set(['same-name', 'alias', 'join-network', 'pair-network']);

/**
 * Plans that also keep the names which Compose makes up for a link's container, `db_1` and `shop_db_1`, as further aliases of the source,
 * as far as a text says them; none where no text does, or where such a name would lead to several containers.
 */
export function containerNamePlans(plans: readonly Plan[], about: NamedContainers): readonly Plan[] {
  return plans.flatMap((plan) => {
    if (!PLAIN.has(plan.row)) return [];
    const aliases = new Map<string, PlannedAlias>();
    const hints = new Set<string>();
    for (const link of plan.links) {
      if (countOf(link, about) !== 1) return [];
      for (const { alias, path } of missing(plan, link, about)) {
        aliases.set(JSON.stringify([alias.service, alias.network, alias.alias]), alias);
        hints.add(
          `\`${alias.alias}\`, which the file ${path} says, leads the whole network to ${alias.service}, and to all of its containers once it has several`,
        );
      }
    }
    if (aliases.size === 0) return [];
    return [{ ...plan, row: 'container-names', aliases: [...plan.aliases, ...aliases.values()], hints: [...plan.hints, ...hints] }];
  });
}

function countOf({ source, link: { target } }: PlannedLink, { view, running }: NamedContainers): number {
  return source === target ? Math.max(serviceOf(view, source)?.scale ?? 0, running.get(source) ?? 0) : 0;
}

/** The written names that the source has on no network where its receiver is, and where it gets them. */
function missing(
  plan: Plan,
  { service, source, link }: PlannedLink,
  { view, projects, mentions }: NamedContainers,
): readonly { readonly alias: PlannedAlias; readonly path: string }[] {
  const [receiver, serving] = [serviceOf(view, service), serviceOf(view, source)];
  if (!receiver || !serving) return [];
  const joined = plan.joins.flatMap((join) => (join.service === service ? [join.network] : []));
  const shared = [...sharedKeys(view, receiver, serving), ...joined];
  const network = plan.aliases.find((each) => each.service === source && shared.includes(each.network))?.network ?? shared[0];
  if (network === undefined) return [];
  const wanted = mentions(link.target).filter(
    (mention) => isFirst(mention, projects) && !hasName(serving, shared, mention.word) && !isGiven(view, mention.word),
  );
  return wanted.map(({ word, path }) => ({ alias: { service: source, network, alias: word }, path }));
}

/** Whether a word can be the name of a service's first container: by its service alone, or by its project, too. */
function isFirst({ before, number }: Mention, projects: ReadonlySet<string>): boolean {
  return number === 1 && (before === '' || (/[-_]$/.test(before) && projects.has(before.slice(0, -1))));
}

/** Whether a file gives a container this name, which is in lower case. */
function isGiven({ active, disabled }: ProjectView, word: string): boolean {
  return [...active.values(), ...disabled.values()].some(({ containerName }) => containerName?.value.toLowerCase() === word);
}
