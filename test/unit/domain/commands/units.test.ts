import { describe, expect, it } from 'vitest';
import { fixScripts, readScripts } from '../../../../src/domain/commands/scriptReading.ts';
import type { ScriptText } from '../../../../src/domain/commands/scriptReading.ts';
import { covered } from '../../syntax/compose/reading.ts';

function unit(name: string, ...lines: readonly string[]): ScriptText {
  return { path: `units/${name}`, text: `[Unit]\nDescription=x\n\n[Service]\n${lines.join('\n')}\n`, language: 'systemd' };
}

const DB = unit('db.service', 'ExecStartPre=-/usr/bin/docker rm -f %p', 'ExecStart=/usr/bin/docker run --rm --name %p postgres');
const WEB = unit('web.service', 'ExecStart=/usr/bin/docker run --name %N \\', '# the data', '  --link db:postgres \\', '  web');
const QUEUE = unit('queue.service', 'ExecStart=/usr/bin/docker run --name %n rabbit');
const WORKER = unit('worker@.service', 'ExecStart=/usr/bin/docker run --name worker-%i --link queue.service:mq worker');
const ALL = [DB, QUEUE, WEB, WORKER];

/** The texts of files after their links were replaced as far as they can be. */
function fixed(asked: readonly string[], files: readonly ScriptText[]): readonly ScriptText[] {
  const replaced = new Map(fixScripts(asked, files, 'shop').map(({ path, text }) => [path, text]));
  return files.map((file) => ({ ...file, text: replaced.get(file.path) ?? file.text }));
}

function reasons(...files: readonly ScriptText[]): readonly (string | null)[] {
  return readScripts(files, 'shop').flatMap(({ links }) => links.map(({ reason }) => reason));
}

const paths = (files: readonly ScriptText[]): readonly string[] => files.map(({ path }) => path);
const tails = (files: readonly ScriptText[]): readonly string[] => files.map(({ text }) => text.slice(text.indexOf('Exec')));

describe('units of one folder', () => {
  it('know the containers of each other by the names that specifiers stand for', () => {
    const links = readScripts(ALL, 'shop').flatMap(({ path, links: own }) => own.map((link) => ({ path, link })));
    expect(links.map(({ path, link }) => [path, link.receiver, link.source, link.target, link.reason])).toEqual([
      ['units/web.service', 'web', 'db', 'created in units/db.service', null],
      ['units/worker@.service', 'worker-%i', 'queue.service', 'created in units/queue.service', null],
    ]);
    expect(links.map(({ link }, at) => covered([WEB, WORKER][at]?.text ?? '', link.range))).toEqual([
      '--link db:postgres',
      '--link queue.service:mq',
    ]);
    expect(links[0]?.link.sourceRange).toBeNull();
  });

  it('change together, each with a network of its own making, and once', () => {
    const after = fixed(paths(ALL), ALL);
    expect(tails(after)).toEqual([
      'ExecStartPre=-/usr/bin/docker rm -f %p\nExecStartPre=-/usr/bin/docker network create shop\nExecStart=/usr/bin/docker run --rm --name %p --network shop --network-alias postgres postgres\n',
      'ExecStartPre=-/usr/bin/docker network create shop-2\nExecStart=/usr/bin/docker run --name %n --network shop-2 --network-alias mq rabbit\n',
      'ExecStartPre=-/usr/bin/docker network create shop\nExecStart=/usr/bin/docker run --name %N \\\n# the data\n  --network shop \\\n  web\n',
      'ExecStartPre=-/usr/bin/docker network create shop-2\nExecStart=/usr/bin/docker run --name worker-%i --network shop-2 worker\n',
    ]);
    expect(fixed(paths(ALL), after)).toEqual(after);
  });

  it('change as far as they belong together with the one that is asked for', () => {
    const after = fixed(['units/web.service'], ALL);
    expect(after.map((file, at) => file.text === ALL[at]?.text)).toEqual([false, true, false, true]);
    expect(fixScripts(['units/none.service'], ALL, 'shop')).toEqual([]);
  });

  it('stay when one of them stays, with the reason', () => {
    const late = unit('late.service', 'ExecStart=/usr/bin/docker run --link db:$ALIAS --link gone:x web');
    expect(reasons(DB, late)).toEqual(['What "db:${ALIAS}" holds is not known.', 'No command here makes "gone".']);
    const hidden = unit('db.service', 'ExecStart=/usr/bin/docker run --name %p $OPTIONS postgres');
    expect(reasons(hidden, WEB)).toEqual(['It is not known what ${OPTIONS} holds for "db".']);
    const open = unit('db.service', 'ExecStart=/usr/bin/docker run --name %p -e "A=1 postgres img');
    expect(reasons(open, WEB)).toEqual(['The command names no image, so it cannot run as it is written.']);
  });

  it('never take what a variable or the instance holds for the same in two units', () => {
    const one = unit('a@.service', 'ExecStart=/usr/bin/docker run --name db-%i x');
    const other = unit('b@.service', 'ExecStart=/usr/bin/docker run --link db-%i:db y');
    expect(reasons(one, other)).toEqual(['What "db-%i:db" holds is not known.']);
    const third = unit('c.service', 'ExecStart=/usr/bin/docker run --name ${NAME} x');
    const fourth = unit('d.service', 'ExecStart=/usr/bin/docker run --link ${NAME}:db y');
    expect(reasons(third, fourth)).toEqual(['What "${NAME}:db" holds is not known.']);
  });

  it('stay where the environment of one names another engine', () => {
    const far = unit('web.service', 'Environment="DOCKER_HOST=tcp://far:2376"', 'ExecStart=/usr/bin/docker run --link db:db web');
    expect(reasons(DB, far)).toEqual(['"db" may be on another engine.']);
  });

  it('leave a container that a script links to, and find one that a script makes', () => {
    const script: ScriptText = { path: 'units/up.sh', text: 'docker run --link db:x y\ndocker run --name cache z\n', language: 'shell' };
    const api = unit('api.service', 'ExecStart=/usr/bin/docker run --link cache:cache api');
    expect(reasons(DB, WEB, api, script)).toEqual([
      'units/up.sh links to "db", too, and would have to change with it.',
      '"cache" is made in units/up.sh, which would have to change with it.',
      '"db" is made in units/db.service, which would have to change with it.',
    ]);
  });
});
