import type { Argument } from './argument.ts';
import { textsAt } from './json.ts';
import { mountArguments } from './mounts.ts';
import { commandArguments, hasExecCheck, imageArguments, keepsInput, lostLabels } from './process.ts';
import type { Inspected } from './process.ts';
import { hostArguments } from './resources.ts';
import { tableArguments, unknownFields } from './table.ts';

/** The options of `docker create` that make a container like this one, but for its name, its networks, its image and the words behind it. */
export function containerArguments(inspected: Inspected): readonly Argument[] {
  const { container } = inspected;
  return [
    ...tableArguments(container),
    ...hostArguments(container),
    ...mountArguments(container),
    ...imageArguments(inspected),
    ...commandArguments(inspected).option,
  ];
}

/** What no option can carry over, or is carried over in another form, each a sentence. */
export function notCarried(inspected: Inspected): readonly string[] {
  const { container } = inspected;
  const from = textsAt(container, 'HostConfig.VolumesFrom');
  return [
    ...unknownFields(container).map((field) => `${field} is set, and no option of docker create is known for it.`),
    ...(keepsInput(container) ? ['Its input is closed as soon as one who attached to it leaves, unless it has a terminal.'] : []),
    ...lostLabels(inspected).map((name) => `The label "${name}" is left out, as docker create takes no name with a space in it.`),
    ...(from.length > 0 ? [`--volumes-from ${from.join(', ')}: its volumes are named one by one.`] : []),
    ...(hasExecCheck(inspected)
      ? ['The health check runs a program without a shell, which no option can say: it is given as a line for a shell.']
      : []),
  ];
}
