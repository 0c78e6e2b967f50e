import type { ContainerDetail } from '../engine/container.ts';
import { lastComponent } from '../links/linkString.ts';
import type { ReceiverEvidence } from './evidence.ts';
import { linkNamed, valueOf } from './firstEnvironment.ts';
import { readingGround } from './linkCase.ts';
import { told } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** Links that the first process's variables show, and that the engine no longer has: they were removed with `docker rm --link`. */
export function removedLinks(receiver: ContainerDetail, { environment }: ReceiverEvidence): readonly Verdict[] {
  if (environment.kind === 'unknown') return [];
  const own = new Set(receiver.env.map((entry) => entry.split('=')[0] ?? ''));
  const kept = new Set(receiver.links.map((raw) => lastComponent(raw)));
  return [...environment.value.values.keys()].flatMap((name) => {
    const fullName = valueOf(environment.value, name) ?? '';
    const alias = linkNamed(name, fullName);
    if (alias === null || own.has(name) || kept.has(alias)) return [];
    return [
      removed(
        receiver,
        alias,
        readingGround('Variables of the first process', environment, () => `${name}=${fullName}`),
      ),
    ];
  });
}

function removed(receiver: ContainerDetail, alias: string, ground: Verdict['grounds'][number]): Verdict {
  return {
    code: 'link-removed',
    known: 'read',
    summary: `"${receiver.name}" was started with the link "${alias}", which was removed since.`,
    consequence: 'Its first process keeps the variables; the link itself comes back when the engine restarts.',
    remedies: [{ kind: 'drop-link', receiver: receiver.name, alias }],
    grounds: [ground, told(`The engine shows no link "${alias}" of "${receiver.name}".`)],
    variables: [],
  };
}
