import type { Project } from '../compose/project/project.ts';
import { composeOrigin } from '../compose/running.ts';
import type { ContainerDetail, ContainerSummary, EngineFacts } from '../engine/container.ts';
import { answering, answeringNames, userNetworks } from '../verdicts/dnsNames.ts';
import { told } from '../verdicts/verdict.ts';
import type { NameCheck, ReceiverCheck } from './verify.ts';

/** A project and the containers that run its services. */
export interface RunningProject {
  /** As people write it. */
  readonly path: string;
  readonly project: Project;
  readonly containers: ReadonlyMap<string, readonly ContainerSummary[]>;
}

/** A name that a container is to have on a network. */
interface Meant {
  readonly network: string;
  readonly name: string;
  readonly by: string;
}

interface Known {
  readonly facts: EngineFacts;
  readonly summary: ContainerSummary;
}

/** The running containers that do not have, on a network they are on, a name that their compose file or Compose gives them there: made again, or connected by hand, without it. */
export function lostNames(facts: EngineFacts, projects: readonly RunningProject[]): readonly ReceiverCheck[] {
  const summaries = new Map(facts.summaries.map((summary) => [summary.id, summary]));
  return facts.details.flatMap((container) => {
    const summary = summaries.get(container.id);
    if (!container.running || !summary || isOneOff(summary)) return [];
    const meant = [...serviceNames(container, summary, facts), ...projects.flatMap((one) => aliases(container, summary, one))];
    const lost = new Map(meant.filter((one) => isLost(one, container)).map((one) => [`${one.network} ${one.name.toLowerCase()}`, one]));
    const names = [...lost.values()].map((one) => checkOf(one, container, { facts, summary }));
    return names.length > 0 ? [{ receiver: container.name, receiverId: container.id, names }] : [];
  });
}

/** `docker compose run` makes containers that are to have no name of the service. */
function isOneOff({ labels }: ContainerSummary): boolean {
  return labels.get('com.docker.compose.oneoff')?.toLowerCase() === 'true';
}

/** Compose gives each container its service's name on each network of the service: its only one, where others of the project have theirs, and one on which another container of the service has it. */
function serviceNames(container: ContainerDetail, { labels }: ContainerSummary, facts: EngineFacts): readonly Meant[] {
  const origin = composeOrigin(labels);
  if (!origin) return [];
  const peers = facts.summaries.filter((one) => one.id !== container.id && composeOrigin(one.labels)?.project === origin.project);
  return userNetworks(container).flatMap((network) => {
    const isOnly = userNetworks(container).length === 1;
    const named = peers.some((peer) => {
      const service = composeOrigin(peer.labels)?.service ?? '';
      if (!isOnly && service !== origin.service) return false;
      return answering(facts, network, service).some(({ id }) => id === peer.id);
    });
    return named ? [{ network, name: origin.service, by: `Compose, as the name of the service ${origin.service}` }] : [];
  });
}

/** What the file says that no variable hides; a network of the project has the name that the container's project gives it. */
function aliases(
  container: ContainerDetail,
  { labels }: ContainerSummary,
  { path, project, containers }: RunningProject,
): readonly Meant[] {
  const own = composeOrigin(labels)?.project ?? project.name;
  const real = new Map(
    project.networks.map(({ key, realName }) => [key, realName === `${project.name}_${key}` ? `${own}_${key}` : realName]),
  );
  return project.services.flatMap((service) => {
    if (!containers.get(service.name)?.some(({ id }) => id === container.id)) return [];
    return service.networks.flatMap(({ key, aliases: written }) => {
      const network = real.get(key) ?? '';
      if (!container.networks.has(network)) return [];
      const known = written.filter(({ assumedUnset }) => assumedUnset.length === 0);
      const own = { network, name: service.name, by: `service ${service.name}, on the network ${key} in ${path}` };
      return [
        own,
        ...known.map(({ value }) => ({ network, name: value, by: `alias of ${service.name} on the network ${key} in ${path}` })),
      ];
    });
  });
}

function isLost({ network, name }: Meant, container: ContainerDetail): boolean {
  return !answeringNames(container, network).some((each) => each.toLowerCase() === name.toLowerCase());
}

function checkOf({ network, name, by }: Meant, container: ContainerDetail, { facts, summary }: Known): NameCheck {
  const others = answering(facts, network, name).filter(({ running }) => running);
  const service = composeOrigin(summary.labels)?.service ?? '';
  const who = others.length === 0 ? 'nobody there does' : `${others.map((one) => `"${one.name}"`).join(' and ')} does`;
  return {
    name,
    owner: container.name,
    by: [by],
    outcome: others.length === 0 ? 'nobody' : 'other',
    known: 'read',
    text: `"${container.name}" does not answer to "${name}" on the network "${network}"; ${who}. It was made again or connected without the name, or before the file said so: "docker compose up -d --force-recreate ${service}" makes it anew with the name.`,
    grounds: [told(`Names of "${container.name}" on "${network}": ${answeringNames(container, network).join(', ')}.`)],
  };
}
