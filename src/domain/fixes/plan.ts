import type { ProjectLink } from '../compose/project/project.ts';
import type { Row } from './rewrite.ts';

/** How a receiver waits for the source of a link that goes. */
export type DependencyForm =
  /** `- db`, or `condition: service_started` where the file has a map. */
  | 'short'
  /** And is restarted with it, as with a link. */
  | 'restart'
  /** Until its health check succeeds. */
  | 'healthy'
  /** If it is enabled at all. */
  | 'optional';

/** A service waits for another one. */
export interface PlannedDependency {
  readonly service: string;
  readonly on: string;
  readonly form: DependencyForm;
}

/** A link that goes. */
export interface PlannedLink {
  readonly service: string;
  readonly link: ProjectLink;
  /** The service that serves it, be it the source or the one whose network the source uses. */
  readonly source: string;
}

/** A service answers to one more name on a network, which is written by its key. */
export interface PlannedAlias {
  readonly service: string;
  readonly network: string;
  readonly alias: string;
}

/** A name in a service's settings that is to be another, by its place in the text of a file. */
export interface PlannedWord {
  readonly service: string;
  readonly path: string;
  /** The variable or the key of the service. */
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly was: string;
  readonly newText: string;
}

/** What is to be done, and all of it: whatever else an edit changes is a fault. */
export interface Plan {
  readonly row: Row;
  readonly links: readonly PlannedLink[];
  readonly depends: readonly PlannedDependency[];
  readonly aliases: readonly PlannedAlias[];
  /** Services that are on one more network, by its key. */
  readonly joins: readonly { readonly service: string; readonly network: string }[];
  /** Services that leave a network; one that is on no other is named in `joins`, too. */
  readonly leaves: readonly { readonly service: string; readonly network: string }[];
  /** Keys of networks that are new at the top level. */
  readonly networks: readonly string[];
  /** Services whose `network_mode` goes. */
  readonly modes: readonly string[];
  /** Names that lead to the host's gateway. */
  readonly hosts: readonly { readonly service: string; readonly name: string }[];
  /** Names in settings that are others. */
  readonly words: readonly PlannedWord[];
  /** What else a person has to know before, in half sentences. */
  readonly hints: readonly string[];
}

/** A plan that does nothing but what it is told. */
export function planOf(row: Row, links: readonly PlannedLink[], rest: Partial<Plan>): Plan {
  return { row, links, depends: [], aliases: [], joins: [], leaves: [], networks: [], modes: [], hosts: [], words: [], hints: [], ...rest };
}

/** Several plans as one, of the first row that is more than leaving names as they are. */
export function joinedPlan(plans: readonly Plan[]): Plan {
  const all = <T>(of: (plan: Plan) => readonly T[]): readonly T[] => [
    ...new Map(plans.flatMap(of).map((each) => [JSON.stringify(each), each])).values(),
  ];
  return planOf(
    plans.find(({ row }) => row !== 'same-name')?.row ?? 'same-name',
    all(({ links }) => links),
    {
      depends: all(({ depends }) => depends),
      aliases: all(({ aliases }) => aliases),
      joins: all(({ joins }) => joins),
      leaves: all(({ leaves }) => leaves),
      networks: all(({ networks }) => networks),
      modes: all(({ modes }) => modes),
      hosts: all(({ hosts }) => hosts),
      words: all(({ words }) => words),
      hints: all(({ hints }) => hints),
    },
  );
}
