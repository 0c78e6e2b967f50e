import type { GitlabService } from '../../syntax/usages/elsewhere.ts';

/** A link that sets variables in its receiver. */
export interface UsageLink {
  readonly alias: string;
  /** The source's exposed ports (`3306/tcp`); null when nobody knows them. */
  readonly ports: readonly string[] | null;
  /** Those that files tell of even where an image may expose more. */
  readonly told?: readonly string[];
}

/** What supplies variables to the code of one receiver. */
export interface Supplies {
  /** With Compose, the links of the further aliases that it makes (`db_1`, `project_db_1`) are among them. */
  readonly links: readonly UsageLink[];
  /** The names that the receiver's own environment sets, which win over any link. */
  readonly environment: ReadonlySet<string>;
  /** The names that its image sets; null when nobody knows them. */
  readonly image: ReadonlySet<string> | null;
  /** The prefixes beside which code reads `<PREFIX>_SERVICE_HOST`, as only Kubernetes sets it. */
  readonly kubernetes: ReadonlySet<string>;
  /** The aliases of the services of the GitLab jobs that run the code. */
  readonly gitlab: readonly string[];
}

/** The aliases that GitLab Runner gives a service: its names, and its image without the tag, `/` as `__` and as `-` (GitLab, "Accessing the services"). */
export function gitlabAliases({ image, names }: GitlabService): readonly string[] {
  const name = image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
  return [...new Set([name.replaceAll('/', '__'), name.replaceAll('/', '-'), ...names])];
}
