import { groupBy } from '../../../base/groupBy.ts';
import { memoized } from '../../../base/memo.ts';
import { namesOf } from '../../compose/project/names.ts';
import type { ContainerNames, ProjectNames } from '../../compose/project/names.ts';
import type { Project, ProjectService } from '../../compose/project/project.ts';
import type { MentionsOf } from '../mentions.ts';
import type { Plan } from '../plan.ts';

/** A project as a proof looks at it. */
export interface World {
  readonly project: Project;
  /** With what becomes of the containers. */
  readonly actual: ProjectNames;
  /** As if all containers ran. */
  readonly names: ProjectNames;
  readonly containers: ReadonlyMap<string, ContainerNames>;
}

/** What an edit does beside what it was made for. */
export interface Effects {
  /** Names that only the links gave and that no text uses, by receiver. */
  readonly lost: readonly { readonly service: string; readonly name: string }[];
  /** Names that led to one of several containers, and now to all in turn. */
  readonly rotating: readonly { readonly service: string; readonly name: string; readonly containers: number }[];
  /** Aliases that only a link gave and that its receiver says no more, with the services that have the name, too. */
  readonly dropped: readonly { readonly service: string; readonly name: string; readonly owners: readonly string[] }[];
  /** Services that could not reach each other before. */
  readonly reaching: readonly { readonly service: string; readonly other: string }[];
  /** Services that could reach each other before. */
  readonly parted: readonly { readonly service: string; readonly other: string }[];
  /** Receivers that were restarted with their source. */
  readonly uncoupled: readonly { readonly service: string; readonly source: string }[];
}

/** Either what an edit does, or why it does not do what it says, in one sentence. */
export type ProjectProof =
  | { readonly proved: true; readonly effects: Effects }
  | {
      readonly proved: false;
      readonly reason: string;
      /** The services whose names would be others, each with a reason; empty where it is not a matter of names. */
      readonly blames: ReadonlyMap<string, string>;
    };

/** A project with the names it would have if Compose and the engine took all of it: what they refuse of links is what a plan may mend. */
export function worldOf(project: Project): World {
  const actual = namesOf(project);
  const names = namesOf({ ...project, refused: false, problems: [] });
  const containers = names.containers.map((each): ContainerNames => ({ ...each, outcome: { kind: 'runs', reason: null } }));
  return { project, actual, names: { ...names, containers }, containers: new Map(containers.map((each) => [each.container.name, each])) };
}

/** What the proof of one project needs. */
export interface Proving {
  readonly was: World;
  readonly is: World;
  readonly plan: Plan;
  readonly mentions: MentionsOf;
}

/** By name, those of profiles that are off, too. */
export const servicesOf = memoized(
  ({ services, disabled }: Project): ReadonlyMap<string, ProjectService> =>
    new Map([...services, ...disabled].map((service) => [service.name, service])),
);

/** What a plan does, by service. */
export const linksBy = memoized(({ links }: Plan): ReadonlyMap<string, Plan['links']> => groupBy(links, ({ service }) => service));

export const aliasesBy = memoized(({ aliases }: Plan): ReadonlyMap<string, Plan['aliases']> => groupBy(aliases, ({ service }) => service));

export const dependsBy = memoized(({ depends }: Plan): ReadonlyMap<string, Plan['depends']> => groupBy(depends, ({ service }) => service));

/** The services that the project starts. */
export const activeIn = memoized(({ services }: Project): ReadonlySet<string> => new Set(services.map(({ name }) => name)));

export function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}

/** Each once, by its data. */
export function unique<T>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}
