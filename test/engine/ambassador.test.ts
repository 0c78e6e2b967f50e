import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askEngine } from '../../src/cli/engineAnswer.ts';
import type { EngineAnswer } from '../../src/cli/engineAnswer.ts';
import { ambassadorsAmong } from '../../src/domain/ambassadors/ambassador.ts';
import { stationsOfEngine } from '../../src/domain/ambassadors/station.ts';
import { chainWords, faultOf } from '../../src/domain/ambassadors/words.ts';
import { cureOf } from '../../src/domain/verdicts/cure.ts';
import { verdictsOf } from '../../src/domain/verdicts/verdictsOf.ts';
import { startEngine } from './privateEngine.ts';
import type { PrivateEngine } from './privateEngine.ts';

// A client, an ambassador that runs socat, and a server whose address somebody else takes.

const missing = ['socat', 'ldd'].filter((name) => !(process.env['PATH'] ?? '').split(':').some((path) => existsSync(join(path, name))));
if (missing.length > 0) console.log(`SKIP ambassador: ${missing.join(', ')} not found (Debian: socat, libc-bin)`);

let engine: PrivateEngine;

/** As the image svendowideit/ambassador does: a socat for each variable of a link, with the address that the variable has. */
const SCRIPT = 'socat TCP4-LISTEN:6379,fork,reuseaddr TCP4:$REDIS_PORT_6379_TCP_ADDR:$REDIS_PORT_6379_TCP_PORT';

function answering(name: string, answer: string): void {
  engine.docker('run', '-d', '--name', name, 'redis:latest', 'busybox', 'nc', '-ll', '-p', '6379', '-e', 'busybox', 'echo', answer);
}

function addressOf(container: string): string {
  return engine.docker('inspect', '-f', '{{.NetworkSettings.IPAddress}}', container);
}

/** What the client gets on the other side of its link; the programs behind may still be starting. */
function asked(expected: string): Promise<void> {
  const command = ['exec', 'client', 'sh', '-c', 'echo | busybox nc -w 2 redis 6379 || true'];
  return expect.poll(() => engine.docker(...command), { timeout: 10_000, interval: 100 }).toBe(expected);
}

async function look(): Promise<EngineAnswer> {
  const answer = await askEngine({ kind: 'host', host: engine.host });
  if ('fault' in answer) throw new Error(answer.fault);
  return answer;
}

/** The gravest verdict on each link, by its receiver. */
async function verdicts(): Promise<Readonly<Record<string, string | undefined>>> {
  const { facts, evidence } = await look();
  return Object.fromEntries(verdictsOf(facts, evidence).map(({ receiver, links }) => [receiver, links[0]?.verdicts[0]?.code]));
}

describe.skipIf(missing.length > 0)('an ambassador on a real engine', () => {
  beforeAll(async () => {
    engine = await startEngine();
    engine.image('redis:latest', ['EXPOSE 6379/tcp']);
    engine.image('app:latest', ['CMD ["sleep","600"]']);
    engine.image('ambassador:latest', ['EXPOSE 6379/tcp', `CMD ["sh","-c",${JSON.stringify(`exec ${SCRIPT}`)}]`], ['socat']);
    answering('redis', 'I am redis');
    engine.docker('run', '-d', '--name', 'redis_ambassador', '--link', 'redis:redis', 'ambassador:latest');
    engine.docker('run', '-d', '--name', 'client', '--link', 'redis_ambassador:redis', 'app:latest');
  });

  afterAll(() => engine.end());

  test('is recognised, and the client reaches the server through it', async () => {
    await asked('I am redis');
    const found = ambassadorsAmong(stationsOfEngine((await look()).facts));
    expect(found.map(chainWords)).toEqual(['client → redis_ambassador → redis']);
    expect(found.map(faultOf)).toEqual(['it keeps the address that redis had when it started, whoever has that address by now']);
    expect(found[0]?.evidence.map(({ code }) => code).sort()).toEqual(['command', 'image', 'linked', 'links', 'name', 'ports']);
    expect(await verdicts()).toEqual({ redis_ambassador: 'right', client: 'right' });
  });

  test('leads the client to whoever took the server’s address, and the verdict on its link says so', async () => {
    const old = addressOf('redis');
    engine.docker('stop', '-t', '0', 'redis');
    answering('squatter', 'I am somebody else');
    expect(addressOf('squatter')).toBe(old);
    engine.docker('start', 'redis');
    await asked('I am somebody else');
    expect(await verdicts()).toEqual({ redis_ambassador: 'stale', client: 'right' });
  });

  test('leads it to the server again after the restarts of the cure, in their order', async () => {
    const { facts } = await look();
    const ambassador = facts.details.find(({ name }) => name === 'redis_ambassador')?.id ?? '';
    const cure = cureOf(facts, [ambassador]);
    const steps = cure.kind === 'steps' ? cure.steps.map(({ command }) => command) : [];
    expect(steps).toEqual(['docker restart redis_ambassador', 'docker restart client']);
    for (const step of steps) engine.docker('restart', '-t', '0', step.slice('docker restart '.length));
    await asked('I am redis');
    expect(await verdicts()).toEqual({ redis_ambassador: 'right', client: 'right' });
  });
});
