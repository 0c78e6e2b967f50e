import type { ComposeBuild, ComposeFile, ComposeService } from '../../syntax/compose/composeFile.ts';
import type { Range } from '../../syntax/text.ts';
import { linkNames } from '../compose/linkNames.ts';
import type { TargetEngine } from '../engine/target.ts';
import type { PredictionInput } from '../compose/predictVariables.ts';
import { sourceFacts } from '../compose/sourceFacts.ts';
import type { ReceiverLink } from './projectUsages.ts';

/** A service as far as it tells what its code gets; all of it is plain data, which can go to another thread. */
export interface ServiceFacts {
  readonly service: string;
  /** Its place in the compose file. */
  readonly range: Range;
  readonly build: ComposeBuild | null;
  /** The names that `environment` sets. */
  readonly environment: readonly string[];
  /** The paths of `env_file`, as written. */
  readonly envFiles: readonly string[];
  readonly links: readonly ReceiverLink[];
}

/** A compose file and what its services link to. */
export interface ComposeFacts {
  /** Absolute, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The texts that are read together with it as one project. */
  readonly others?: readonly string[];
  /** The folder from which its relative paths start, where that is not its own: a project's files start from the project's. */
  readonly folder?: string;
  /** The engine that its folder is judged for. */
  readonly target: TargetEngine;
  readonly services: readonly ServiceFacts[];
}

/** What is known around the links of a file, and each service as its project has it. */
interface Around {
  readonly inputs: readonly Omit<PredictionInput, 'engine'>[];
  readonly service: (name: string) => ComposeService | undefined;
}

/** The services of a compose file with their links, merged as its project merges them. */
export function serviceFacts({ services }: ComposeFile, { inputs, service: merged }: Around): readonly ServiceFacts[] {
  const links = new Map<string, ReceiverLink[]>();
  for (const input of inputs) {
    const { exposed, untold } = sourceFacts(input.source, input.image, input.format);
    const names = linkNames(input).flatMap(({ name }) => (name.includes('<') ? [] : [name]));
    const known = links.get(input.link.service) ?? [];
    links.set(input.link.service, [...known, { link: input.link, names, ports: untold.length === 0 ? exposed : null, told: exposed }]);
  }
  return services.map((written) => {
    const { build, environment, envFiles } = merged(written.name) ?? written;
    return {
      service: written.name,
      range: written.range,
      build,
      environment: environment.map(({ name }) => name),
      envFiles: envFiles.map(({ value }) => value),
      links: links.get(written.name) ?? [],
    };
  });
}
