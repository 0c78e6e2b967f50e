import { namesOf } from '../../src/domain/compose/project/names.ts';
import type { ContainerNames, ProjectNames } from '../../src/domain/compose/project/names.ts';
import type { Project } from '../../src/domain/compose/project/project.ts';
import { readProject } from '../../src/domain/compose/project/readProject.ts';
import { resolveName } from '../../src/domain/compose/project/resolve.ts';
import type { CapturedServiceContainer, ComposeCapture } from './composeCapture.ts';
import type { Outcome } from './derive.ts';

/** Compares what the files alone tell of a project with what a real Compose made of it on a real engine. */
export function compareCompose(capture: ComposeCapture): readonly Outcome[] {
  const project = projectOf(capture);
  const names = namesOf(project);
  const refused = capture.commands.some(({ cmd, rc }) => cmd.startsWith('compose config') && rc !== 0);
  const config = judged('config', refused === project.refused ? null : `Compose ${refused ? 'refuses' : 'takes'} these files`);
  if (refused) return [config];
  return [config, created(capture, names), order(capture, project, names), ...capture.containers.flatMap((one) => resolved(one, names))];
}

function projectOf({ files, tool, commands }: ComposeCapture): Project {
  const up = commands.find(({ cmd }) => cmd.startsWith('compose up'))?.cmd ?? '';
  const scale = [...up.matchAll(/--scale (\S+)=(\d+)/g)].map(([, service = '', count]) => [service, Number(count)] as const);
  const paths = Object.keys(files).map((name) => `/h3p/${name}`);
  const reader = tool.startsWith('1.') ? 'compose-1' : 'compose-2';
  return readProject({ reader, files: paths, name: 'h3p', scale: new Map(scale) }, (path) => files[path.slice('/h3p/'.length)] ?? null);
}

/** Which containers there are, and which of them run. */
function created({ containers, order_created }: ComposeCapture, names: ProjectNames): Outcome {
  const captured = [
    ...order_created.map((all) => `${ownName(all)} created`),
    ...containers.flatMap(({ receiver }) => ('State' in receiver && receiver.State.Running ? [`${receiver.Name.slice(1)} runs`] : [])),
  ];
  const derived = names.containers.flatMap(({ container: { name }, outcome }) => {
    if (outcome.kind === 'not created') return [];
    return outcome.kind === 'runs' ? [`${name} created`, `${name} runs`] : [`${name} created`];
  });
  const difference = differenceOf(derived, captured);
  return judged('containers', difference);
}

function differenceOf(derived: readonly string[], captured: readonly string[]): string | null {
  const missing = captured.find((each) => !derived.includes(each));
  if (missing !== undefined) return `${missing}, which was not derived`;
  const excess = derived.find((each) => !captured.includes(each));
  return excess === undefined ? null : `${excess} was derived and is not so`;
}

/** Whoever waits for a service is created after all its containers. */
function order({ order_created }: ComposeCapture, { services }: Project, names: ProjectNames): Outcome {
  const at = new Map(order_created.map((all, position) => [ownName(all), position]));
  const positions = (service: string) =>
    names.containers.flatMap(({ container }) => (container.service.name === service ? (at.get(container.name) ?? []) : []));
  const pairs = services.flatMap(({ name, dependsOn }) => dependsOn.map(({ service }) => [name, service] as const));
  const compared = pairs.filter(([name, source]) => positions(name).length > 0 && positions(source).length > 0);
  if (compared.length === 0) return { what: 'order', result: 'not comparable', reason: 'no container waits for another one' };
  const wrong = compared.find(([name, source]) => Math.min(...positions(name)) < Math.max(...positions(source)));
  return judged('order', wrong ? `${wrong[0]} was created before ${wrong[1]}` : null);
}

function ownName(all: readonly string[]): string {
  return (all.find((name) => name.lastIndexOf('/') === 0) ?? '').slice(1);
}

function resolved({ receiver, resolves }: CapturedServiceContainer, names: ProjectNames): readonly Outcome[] {
  if (!resolves || !('Name' in receiver)) return [];
  const own = names.containers.find(({ container }) => container.name === receiver.Name.slice(1));
  if (!own) return [judged(receiver.Name, 'this container was not derived')];
  return Object.entries(resolves).map(([name, captured]) => nameJudged(names, own, name, captured));
}

function nameJudged(
  names: ProjectNames,
  own: ContainerNames,
  name: string,
  captured: NonNullable<CapturedServiceContainer['resolves']>[string],
): Outcome {
  const what = `${own.container.name}: ${name}`;
  const derived = resolveName(names, own, name);
  const answers = [captured.container, ...(captured.dns ?? []).map(({ container }) => container)].flatMap((one) =>
    one ? [one.slice(1)] : [],
  );
  const answered = [...new Set(answers)].sort();
  switch (derived.kind) {
    case 'unknown':
      return { what, result: 'not comparable', reason: derived.why };
    case 'none':
      return judged(what, captured.address === null ? null : `it leads to ${answered.join() || captured.address}, derived: nothing`);
    case 'found': {
      if (captured.address === null) return judged(what, `it leads nowhere, derived: ${derived.containers.join()}`);
      const expected = [...derived.containers].sort();
      const same = answered.join() === expected.join();
      const among = answered.length === 1 && expected.includes(answered[0] ?? '');
      return judged(
        what,
        (derived.choice === 'each' ? same : among)
          ? null
          : `it leads to ${answered.join()}, derived: ${derived.choice} of ${expected.join()}`,
      );
    }
  }
}

function judged(what: string, difference: string | null): Outcome {
  return { what, result: difference === null ? 'passed' : 'failed', reason: difference ?? '' };
}
