import { describe, expect, it } from 'vitest';
import type { AroundCommands } from '../../../../src/domain/commands/joinCommands.ts';
import { replaceCommandLinks } from '../../../../src/domain/commands/replaceCommandLinks.ts';
import type { ScriptLanguage } from '../../../../src/syntax/command/commandScript.ts';

const ALONE: AroundCommands = { network: 'shop', taken: [], elsewhere: () => null, heldBy: () => null };
const MADE = 'docker network inspect shop >/dev/null 2>&1 || docker network create shop';

function replaced(text: string, language: ScriptLanguage = 'shell', around = ALONE): string {
  return replaceCommandLinks(text, language, around).text;
}

function reasons(text: string, language: ScriptLanguage = 'shell', around = ALONE): readonly string[] {
  const { edits, kept } = replaceCommandLinks(text, language, around);
  expect(edits).toEqual([]);
  return kept.map(({ reason }) => reason);
}

const CASES: readonly (readonly [string, ScriptLanguage, string, string])[] = [
  [
    'an alias goes to the source',
    'shell',
    'docker run -d --name db mysql\ndocker run -p 80:80 --link db:mysql web\n',
    `${MADE}\ndocker run -d --name db --network shop --network-alias mysql mysql\ndocker run -p 80:80 --network shop web\n`,
  ],
  [
    'the own name needs no alias, and order and comments stay',
    'shell',
    '#!/bin/sh\nset -e\n# first\ndocker run --name=db mysql # the data\nsleep 5\ndocker run --link=db web\n',
    `#!/bin/sh\nset -e\n# first\n${MADE}\ndocker run --name=db --network shop mysql # the data\nsleep 5\ndocker run --network shop web\n`,
  ],
  [
    'links on lines of their own go with their lines',
    'shell',
    'docker run --name a x\ndocker run --name b x\n  docker run \\\n    --link a:a \\\n    --link b:bee \\\n    --rm y\n',
    `${MADE}\ndocker run --name a --network shop x\ndocker run --name b --network shop --network-alias bee x\n  docker run \\\n    --network shop \\\n    --rm y\n`,
  ],
  [
    'a chain is one network',
    'shell',
    'docker run --name a x\ndocker run --name b --link a:x y\ndocker run --link b:y z',
    `${MADE}\ndocker run --name a --network shop --network-alias x x\ndocker run --name b --network shop --network-alias y y\ndocker run --network shop z`,
  ],
  [
    'pairs that share no container have a network each',
    'shell',
    'docker run --name a x\ndocker run --link a:db y\ndocker run --name b x\ndocker run --link b:db y\n',
    `${MADE}\ndocker run --name a --network shop --network-alias db x\ndocker run --network shop y\n${MADE.replaceAll('shop', 'shop-2')}\ndocker run --name b --network shop-2 --network-alias db x\ndocker run --network shop-2 y\n`,
  ],
  [
    'the default bridge by name is taken away, and another host name is kept',
    'shell',
    'docker run --net=bridge --name db -h data x\ndocker run --network default --link db:db y\n',
    `${MADE}\ndocker run --network shop --name db --network-alias data -h data x\ndocker run --network shop y\n`,
  ],
  [
    'a container known by its id gets the alias behind the verb',
    'shell',
    'ID=$(docker run -d x)\ndocker run --link $ID:db y\n',
    `${MADE}\nID=$(docker run --network shop --network-alias db -d x)\ndocker run --network shop y\n`,
  ],
  [
    'a name in a variable is the same name',
    'shell',
    'docker run --name $DB x\ndocker run --link "$DB:db" y\n',
    `${MADE}\ndocker run --name $DB --network shop --network-alias db x\ndocker run --network shop y\n`,
  ],
  [
    'a function makes the network for itself',
    'shell',
    'up() {\n  docker run --name a x\n}\nweb() { docker run --link a:a y; }\nup; web\n',
    `up() {\n  ${MADE}\n  docker run --name a --network shop x\n}\nweb() { ${MADE}; docker run --network shop y; }\nup; web\n`,
  ],
  [
    'a branch does not keep the network from being made',
    'shell',
    'if x; then\n  docker run --name a x\nfi\ndocker run --link a:a y\n',
    `${MADE}\nif x; then\n  docker run --name a --network shop x\nfi\ndocker run --network shop y\n`,
  ],
  [
    'sudo and the address of the engine are kept',
    'shell',
    'sudo docker -H h:1 run --name a x\nsudo docker -H h:1 run --link a:b y\n',
    'sudo docker -H h:1 network inspect shop >/dev/null 2>&1 || sudo docker -H h:1 network create shop\nsudo docker -H h:1 run --name a --network shop --network-alias b x\nsudo docker -H h:1 run --network shop y\n',
  ],
  [
    'on a network of their own the alias alone moves',
    'shell',
    'docker network create n\ndocker run --net n --name a x\ndocker run --net n --link a:a --link a:b y\n',
    'docker network create n\ndocker run --net n --name a --network-alias b x\ndocker run --net n y\n',
  ],
  [
    'a variable that the command sets itself is none of the link',
    'shell',
    'docker run --name aa x\ndocker run -e DB_ENV_PASS=1 --link aa:db y\n',
    `${MADE}\ndocker run --name aa --network shop --network-alias db x\ndocker run -e DB_ENV_PASS=1 --network shop y\n`,
  ],
  [
    'line ends are kept',
    'shell',
    'docker run --name a x\r\ndocker run \\\r\n  --link a:a \\\r\n  y\r\n',
    `${MADE}\r\ndocker run --name a --network shop x\r\ndocker run \\\r\n  --network shop \\\r\n  y\r\n`,
  ],
  [
    'a Makefile',
    'make',
    'up:\n\t@docker run --name a x\n\t-docker run --link a:b \\\n\t  y\n',
    `up:\n\t@${MADE}\n\t@docker run --name a --network shop --network-alias b x\n\t-docker run --network shop \\\n\t  y\n`,
  ],
  [
    'a list of commands in CI',
    'ci',
    "test:\n  script:\n    - docker run --name a x # db\n    - 'docker run --link a:b y'\n",
    `test:\n  script:\n    - ${MADE}\n    - docker run --name a --network shop --network-alias b x # db\n    - 'docker run --network shop y'\n`,
  ],
  [
    'one command in CI',
    'ci',
    'jobs:\n  t:\n    steps:\n      - run: docker run --name a x\n      - run: docker run --link a:a y\n',
    `jobs:\n  t:\n    steps:\n      - run: ${MADE}; docker run --name a --network shop x\n      - run: docker run --network shop y\n`,
  ],
  [
    'a text block in CI',
    'ci',
    'script:\n  - |\n    docker run --name a x\n    docker run --link a:b y\n',
    `script:\n  - |\n    ${MADE}\n    docker run --name a --network shop --network-alias b x\n    docker run --network shop y\n`,
  ],
  [
    'prompts in Markdown',
    'markdown',
    '```console\n$ docker run --name a x\nid\n$ docker run --link a:b y\n```\n',
    `\`\`\`console\n$ ${MADE}\n$ docker run --name a --network shop --network-alias b x\nid\n$ docker run --network shop y\n\`\`\`\n`,
  ],
  [
    'comments of a Dockerfile',
    'dockerfile',
    '# docker run --name a x\n# docker run --link a:b y\nFROM z\n',
    `# ${MADE}\n# docker run --name a --network shop --network-alias b x\n# docker run --network shop y\nFROM z\n`,
  ],
  [
    'comments of a Dockerfile with words before the command',
    'dockerfile',
    'FROM z\n# First: docker run --name a x\n# Usage:\n#   $ docker run \\\n#       --link a:b \\\n#       y\n',
    `FROM z\n# First: ${MADE}; docker run --name a --network shop --network-alias b x\n# Usage:\n#   $ docker run \\\n#       --network shop \\\n#       y\n`,
  ],
  [
    'a dev container joins the network of what the host runs before it',
    'devcontainer',
    '{\n\t// "--link=a:c"\n\t"initializeCommand": "docker start a || docker run -d --name a x; true",\n\t"runArgs": [\n\t\t"--rm", // why\n\t\t"--link", "a:b",\n\t\t"--link=a:a",\n\t]\n}\n',
    `{\n\t// "--link=a:c"\n\t"initializeCommand": "${MADE}; docker start a || docker run -d --name a --network shop --network-alias b x; true",\n\t"runArgs": [\n\t\t"--rm", // why\n\t\t"--network=shop",\n\t]\n}\n`,
  ],
  [
    'comments among the words of a dev container stay',
    'devcontainer',
    '{"initializeCommand": "docker run --name a x; true", "runArgs": ["--link=a:b", /* why */ "--link=a:c", "-i"]}',
    `{"initializeCommand": "${MADE}; docker run --name a --network shop --network-alias b --network-alias c x; true", "runArgs": ["--network=shop", /* why */ "-i"]}`,
  ],
  [
    'a dev container on a network of its own loses the link alone',
    'devcontainer',
    '{"initializeCommand": "docker run -d --network n --name a x", "runArgs": ["--link=a:b", "--network=n"]}',
    '{"initializeCommand": "docker run -d --network n --name a --network-alias b x", "runArgs": ["--network=n"]}',
  ],
  [
    'a script in quotes makes the network for itself',
    'shell',
    'sudo sh -c \'docker run --name a x\' # first\nbash -c "docker run --link a:b y; echo \\$?"\n',
    `sudo sh -c '${MADE}; docker run --name a --network shop --network-alias b x' # first\nbash -c "${MADE}; docker run --network shop y; echo \\$?"\n`,
  ],
  [
    'lines in quotes are lines of a script, on another machine, too',
    'shell',
    "ssh h '\n  docker run --name a x\n  docker run \\\n    --link a:b y\n'\n",
    `ssh h '\n  ${MADE}\n  docker run --name a --network shop --network-alias b x\n  docker run \\\n    --network shop y\n'\n`,
  ],
  [
    'lines of a here-document are lines of a script, on another machine, too',
    'shell',
    "ssh h <<'END'\n  docker run --name a x\n  docker run \\\n    --link a:b y\nEND\nsh <<-END\n\tdocker run --name c x\n\tdocker run --link c:d y\n\tEND\n",
    `ssh h <<'END'\n  ${MADE}\n  docker run --name a --network shop --network-alias b x\n  docker run \\\n    --network shop y\nEND\nsh <<-END\n\t${MADE.replaceAll('shop', 'shop-2')}\n\tdocker run --name c --network shop-2 --network-alias d x\n\tdocker run --network shop-2 y\n\tEND\n`,
  ],
  [
    'words for another machine are commands there',
    'shell',
    'ssh me@h docker run --name a x\nssh me@h docker run --link a:b y\n',
    'ssh me@h docker network inspect shop >/dev/null 2>&1 || ssh me@h docker network create shop\nssh me@h docker run --name a --network shop --network-alias b x\nssh me@h docker run --network shop y\n',
  ],
  [
    'a branch around a script in quotes does not keep the network from being made',
    'shell',
    "if x; then sh -c 'docker run --name a x'; fi\nsh -c 'docker run --link a:b y'\n",
    `if x; then sh -c '${MADE}; docker run --name a --network shop --network-alias b x'; fi\nsh -c '${MADE}; docker run --network shop y'\n`,
  ],
  [
    'a shell in a unit runs several commands',
    'systemd',
    "ExecStartPre=/bin/sh -c '/usr/bin/docker run --name a x'\nExecStart=/bin/sh -c '\\\n  exec docker run --link a:b y'\n",
    `ExecStartPre=/bin/sh -c '${MADE.replaceAll('docker', '/usr/bin/docker')}; /usr/bin/docker run --name a --network shop --network-alias b x'\nExecStart=/bin/sh -c '\\\n  ${MADE}; exec docker run --network shop y'\n`,
  ],
  [
    'a unit makes the network before the first of its commands that runs',
    'systemd',
    '[Service]\nExecStart=/usr/bin/docker run --name=web \\\n  --link a:b \\\n  y\nExecStartPre=-/usr/bin/docker rm -f web\nExecStartPre=/usr/bin/docker run -d --name a x\n',
    '[Service]\nExecStart=/usr/bin/docker run --name=web \\\n  --network shop \\\n  y\nExecStartPre=-/usr/bin/docker rm -f web\nExecStartPre=-/usr/bin/docker network create shop\nExecStartPre=/usr/bin/docker run -d --name a --network shop --network-alias b x\n',
  ],
  [
    'on a network that a unit has, the alias alone moves',
    'systemd',
    '[Service]\r\nExecStartPre=-/usr/bin/docker network create n\r\nExecStartPre=/usr/bin/docker run -d --net n --name a x\r\nExecStart=/usr/bin/docker run --net n --link a:b y\r\n',
    '[Service]\r\nExecStartPre=-/usr/bin/docker network create n\r\nExecStartPre=/usr/bin/docker run -d --net n --name a --network-alias b x\r\nExecStart=/usr/bin/docker run --net n y\r\n',
  ],
];

describe('links of commands', () => {
  it.each(CASES)('%s (%s)', (_, language, before, after) => {
    expect(replaced(before, language)).toBe(after);
    expect(replaceCommandLinks(after, language, ALONE)).toMatchObject({ edits: [], fixed: [], kept: [] });
  });
});

describe('a link stays where', () => {
  it.each([
    ['nobody makes its source', 'docker run --link a:b y', 'No command here makes "a".'],
    [
      'its source comes later',
      'docker run --link a:b y\ndocker run --name a x',
      '"a" is made by a later command, so this one cannot run as it is written.',
    ],
    [
      'its source comes later, in quotes',
      "docker run --link a:b y\nsh -c 'docker run --name a x'",
      '"a" is made by a later command, so this one cannot run as it is written.',
    ],
    ['a variable hides it', 'docker run --name a x\nfor A in a b; do docker run --link $A:b y; done', 'What "${A}:b" holds is not known.'],
    ['a variable hides its alias', 'docker run --name a x\ndocker run --link a:$B y', 'What "${B}" holds is not known.'],
    [
      'a variable hides options',
      'docker run --name a x\ndocker run $OPTS --link a:b y',
      'What a variable holds among the options is not known, and it may name a network.',
    ],
    [
      'the source has hidden options',
      'docker run $OPTS --name a x\ndocker run --link a:b y',
      'It is not known what ${OPTS} holds for "a".',
    ],
    [
      'the command has no image',
      'docker run --name a x\ndocker run --name r --link a:b',
      'The command names no image, so it cannot run as it is written.',
    ],
    [
      'the receiver is on the host',
      'docker run --name a x\ndocker run --net host --link a:b y',
      'Docker refuses the link "a:b" of "y", so there is nothing to keep.',
    ],
    [
      'the receiver has no network',
      'docker run --name a x\ndocker run --net none --link a:b y',
      '"y" has no network, so the link has no effect.',
    ],
    ['the source is on another network', 'docker run --net n --name a x\ndocker run --link a:b y', '"a" is on another network than "y".'],
    ['there is no shared network', 'docker run --name a x\ndocker run --net n --link a:b y', '"a" and "y" share no network.'],
    [
      'the alias has a dot',
      'docker run --name a x\ndocker run --link a:b.com y',
      'On a network, "b.com" would hide the public name from every container there.',
    ],
    [
      'the alias has two colons',
      'docker run --name a x\ndocker run --link a:b:c y',
      'Docker refuses the link "a:b:c" of "y", so there is nothing to keep.',
    ],
    [
      'a variable of the link is read',
      "docker run --name a x\ndocker run --link a:db y sh -c 'echo $DB_PORT_80_TCP_ADDR'",
      'The file reads DB_PORT_80_TCP_ADDR, which the link alone sets: use the name "db" there first.',
    ],
    [
      'a default variable is read',
      "docker run --name a x\ndocker run --link a:db y sh -c 'echo ${DB_PORT#tcp://}'",
      'The file reads DB_PORT, which the link alone sets: use the name "db" there first.',
    ],
    [
      'addresses are read',
      'docker run --name a x\ndocker run --link a:b y\ndocker inspect -f {{.NetworkSettings.IPAddress}} a',
      'The script reads `.NetworkSettings.IPAddress`, which is empty for a container on a network of its own.',
    ],
    [
      'networks are changed',
      'docker run --name a x\ndocker run --link a:b y\ndocker network connect n a',
      'Another command changes the networks of "a".',
    ],
    [
      'the alias is the receiver’s own name',
      'docker run --name a x\ndocker run --name b --link a:b y',
      'On one network the name "b" would lead to several containers.',
    ],
    ['another engine runs the source', 'docker -H h:1 run --name a x\ndocker run --link a:b y', '"a" may be on another engine.'],
    ['another machine runs the source', "ssh h 'docker run --name a x'\ndocker run --link a:b y", '"a" may be on another engine.'],
    ['another machine runs the receiver', 'docker run --name a x\nssh h docker run --link a:b y', '"a" may be on another engine.'],
    ['two machines run them', "ssh h 'docker run --name a x'\nssh i 'docker run --link a:b y'", '"a" may be on another engine.'],
    [
      'the variable of an inner script hides it',
      "docker run --name a x\nA=a; sh -c 'docker run --link $A:b y'",
      'What "${A}:b" holds is not known.',
    ],
    [
      'the inner script is broken',
      "docker run --name a x\nsh -c 'docker run --link a:b y \"'",
      'The commands around it cannot be read for sure.',
    ],
    ['the script is broken', 'docker run --name a x\ndocker run --link a:b y "', 'The commands around it cannot be read for sure.'],
    [
      'a variable holds a further link',
      'docker run --name a x\ndocker run --link a:b y\nARGS+=(--link a:c)',
      'A link in line 3 belongs to no command that can be read, and leads to "a", too.',
    ],
  ])('%s: %j', (_, text, reason) => {
    expect(reasons(text)).toEqual([reason]);
  });

  it('another link of the same containers stays', () => {
    expect(reasons('docker run --name a x\ndocker run --link a:b --link z:z y')).toEqual([
      'It belongs together with the link "z:z" of "y", which stays.',
      'No command here makes "z".',
    ]);
  });

  it('two receivers know different containers by one name', () => {
    const text = 'docker run --name a x\ndocker run --name b x\ndocker run --link a:db --link b:b y\ndocker run --link b:db --link a:a z';
    expect(new Set(reasons(text))).toEqual(new Set(['On one network the name "db" would lead to several containers.']));
  });

  it('a dev container gives no place for the network', () => {
    expect(reasons('{"runArgs": ["--link", "a:b"]}', 'devcontainer')).toEqual([
      'No command here makes "a": where it is made, give it `--network NAME` and `--network-alias b`, and put `"--network=NAME"` in the place of the link.',
    ]);
    expect(reasons('{"runArgs": ["--link=a"]}', 'devcontainer')).toEqual([
      'No command here makes "a": where it is made, give it `--network NAME`, and put `"--network=NAME"` in the place of the link.',
    ]);
    expect(reasons('{"initializeCommand": "docker run --name a x", "runArgs": ["--link=a"]}', 'devcontainer')).toEqual([
      'On Windows, `initializeCommand` runs in no shell of Unix, and no line that makes the network is the same in both.',
    ]);
    expect(reasons('{"initializeCommand": {"a": "docker run --name a x; true"}, "runArgs": ["--link=a"]}', 'devcontainer')).toEqual([
      'The commands around it cannot be read for sure.',
    ]);
    expect(reasons('{"initializeCommand": "docker run --name a x; true", "runArgs": ["--link", /* db */ "a"]}', 'devcontainer')).toEqual([
      'A comment stands among its words.',
    ]);
  });

  it('there are too many of them to prove', () => {
    expect(new Set(reasons('docker run --link a:b y\n'.repeat(201)))).toEqual(new Set(['The file has too many links.']));
  });

  it('other files have a say', () => {
    const away: AroundCommands = { ...ALONE, elsewhere: (name) => (name === 'a' ? 'up.sh' : null) };
    expect(reasons('docker run --link a:b y', 'shell', away)).toEqual(['"a" is made in up.sh, which would have to change with it.']);
    const wanted: AroundCommands = { ...ALONE, heldBy: (name) => (name === 'a' ? 'No.' : null) };
    expect(reasons('docker run --name a x\ndocker run --link a:b y', 'shell', wanted)).toEqual(['No.']);
  });
});
