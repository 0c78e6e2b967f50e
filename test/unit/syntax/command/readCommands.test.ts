import { describe, expect, it } from 'vitest';
import type { CreatedContainer, ScriptLanguage } from '../../../../src/syntax/command/commandScript.ts';
import { readCommands } from '../../../../src/syntax/command/readCommands.ts';

/** A container in few words: its name or id, its image, its links, its networks. */
function told({ name, id, image, links, networks }: CreatedContainer): string {
  const called = name?.text ?? id ?? '-';
  const linked = links.map(({ target, alias }) => `${target}>${alias ?? '?'}`).join(' ');
  const on = networks.map(({ value }) => `@${value.text}`).join('');
  return `${called}=${image?.text ?? '-'} ${linked}${on}`.trim();
}

function read(text: string, language: ScriptLanguage = 'shell'): readonly string[] {
  return readCommands(text, language).containers.map(told);
}

describe('a command of Docker', () => {
  it.each([
    ['docker run --link db:mysql img', ['-=img db>mysql']],
    ['docker run --link=db:mysql img', ['-=img db>mysql']],
    ['docker run --link db img', ['-=img db>db']],
    ['docker run -d --link a:b --name web img --link c:d', ['web=img a>b']],
    ['docker container run --link a:b img', ['-=img a>b']],
    ['docker create -it --link a:b img', ['-=img a>b']],
    ['sudo -u root -E docker run --link a:b img', ['-=img a>b']],
    ['sudo X=1 docker run --link a:b img', ['-=img a>b']],
    ['A=1 B=2 docker run --link a:b img', ['-=img a>b']],
    ['env -i A=1 /usr/bin/docker run --link a:b img', ['-=img a>b']],
    ['exec docker -H tcp://h:1 --tls run --link a:b img', ['-=img a>b']],
    ['timeout 30 docker run --link a:b img', ['-=img a>b']],
    ['if ! docker run --link a:b img; then exit 1; fi', ['-=img a>b']],
    ['docker run -p80:80 -P -eA=b -h x --link a:b img', ['-=img a>b']],
    ['docker run -dit -itp 80:80 img -p --link a:b', ['-=img']],
    ['docker run --rm --read-only=false --link a:b --net=back img', ['-=img a>b@back']],
    ['docker run -- img --link a:b', ['-=img']],
    ['docker run \\\n  --name web `# why` \\\n  --link "db":\'my\'sql \\\n  img', ['web=img db>mysql']],
    ['docker run \\\r\n  --link a:b \\\r\n  img\r\n', ['-=img a>b']],
    ['(cd x; docker run --link a:b img) && { docker run --link c:d img; }', ['-=img a>b', '-=img c>d']],
    ['a | docker run -i --link a:b img > out 2>&1 &', ['-=img a>b']],
    ['docker run --link a:b', ['-=- a>b']],
    ['docker run --link', ['-=- >']],
    ['docker run --name d\u00e9 --link \u{1f433}:b img', ['d\u00e9=img \u{1f433}>b']],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['podman run --link a:b img'],
    ['docker-compose run --link a:b img'],
    ['docker ps --link a:b'],
    ['echo docker run --link a:b img'],
    ['# docker run --link a:b img'],
    ['cat <<EOF\ndocker run --link a:b img\nEOF'],
    ["echo 'docker run --link a:b img'"],
    ['docker'],
    ['docker container'],
    [''],
  ])('is not %j', (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('a script that is handed to a shell', () => {
  const whale = '\u{1f433}';
  it.each([
    ["sh -c 'docker run --link a:b img'", ['-=img a>b']],
    ['sudo /bin/bash -lc "docker run --name x --link a:b img"', ['x=img a>b']],
    ["bash -eo pipefail -c 'docker run --name a i; docker run --link a:b img'", ['a=i', '-=img a>b']],
    [`echo ${whale}; nohup time sh -c 'echo ${whale}; docker run --link ${whale}:b img' &`, [`-=img ${whale}>b`]],
    ["sh -c '\n  docker run \\\n    --link a:b \\\n    img\n'", ['-=img a>b']],
    ['sh -c "docker run \\\n  --link \\"a\\":b img"', ['-=img a>b']],
    ['DB=a; sh -c "docker run --link $DB:b img"', ['-=img a>b']],
    ["DB=a; sh -c 'docker run --link $DB:b img'", ['-=img ${DB}>b']],
    ['DB=a; sh -c "docker run --link \\$DB:b img"', ['-=img ${DB}>b']],
    ["su - deploy -c 'docker run --link a:b img'", ['-=img a>b']],
    ["ssh -i key -p 22 me@host 'docker run --link a:b img'", ['-=img a>b']],
    ['ssh $SSH_OPTS host "sudo docker run --link a:b img"', ['-=img a>b']],
    ['ssh host docker run --link a:b img', ['-=img a>b']],
    ['docker-machine ssh dev "docker run --link a:b img"', ['-=img a>b']],
    [`ssh host "sh -c 'docker run --link a:b img'"`, ['-=img a>b']],
    ["if x; then exec sh -c 'docker run --link a:b img'; fi", ['-=img a>b']],
    ["ssh -p 22 host <<'END'\ndocker run --link a:b img\nEND\n", ['-=img a>b']],
    ['ssh host bash -s -- "$1" <<END | tee log\ndocker run --link a:b img\nEND\n', ['-=img a>b']],
    ['ssh host sudo /bin/sh -e <<-END\n\tdocker run \\\n\t\t--link a:b img\n\tEND\n', ['-=img a>b']],
    ["docker-machine ssh dev <<'END'\ndocker run --link a:b img\nEND\n", ['-=img a>b']],
    [`echo ${whale}; sudo bash <<END 2>log\necho ${whale}\ndocker run --link ${whale}:b img\nEND\n`, [`-=img ${whale}>b`]],
    ['su - deploy <<"END"\ndocker run --link a:b img\nEND\n', ['-=img a>b']],
    ["sh <<X <<'END'\ndocker run --link no:b img\nX\ndocker run --link a:b img\nEND\n", ['-=img a>b']],
    ['DB=a\nsh <<END\ndocker run --link $DB:b img\nEND\n', ['-=img a>b']],
    ["DB=a\nsh <<'END'\ndocker run --link $DB:b img\nEND\n", ['-=img ${DB}>b']],
    ['DB=a\nsh <<END\ndocker run --link \\$DB:b img\nEND\n', ['-=img ${DB}>b']],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
    const { containers, loose } = readCommands(text, 'shell');
    expect(loose).toEqual([]);
    for (const { links } of containers) {
      for (const { whole } of links) expect(text.slice(whole.start, whole.end)).toMatch(/^--link \S*b$/);
    }
  });

  it.each([
    ["sh run.sh -c 'docker run --link a:b img'"],
    ["sh 'docker run --link a:b img'"],
    ["ssh 'docker run --link a:b img'"],
    ["sh -c 'podman run --link a:b img'"],
    ["sh -c 'echo '\\''docker run --link a:b img'\\'"],
    ['sh -c "`x` docker run --link a:b img"'],
    ["cat <<'END'\ndocker run --link a:b img\nEND\n"],
    ["ssh host cat <<'END'\ndocker run --link a:b img\nEND\n"],
    ["bash run.sh <<'END'\ndocker run --link a:b img\nEND\n"],
    ["bash -c true <<'END'\ndocker run --link a:b img\nEND\n"],
    ["sh 3<<'END'\ndocker run --link a:b img\nEND\n"],
    ["sh <<'END' <other\ndocker run --link a:b img\nEND\n"],
    ['sh <<END\n$(x) docker run --link a:b img\nEND\n'],
    ["sh <<'END'\ndocker run --link a:b img\n"],
  ])('is not in %j', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('does not set variables of the file', () => {
    expect(read("sh -c 'DB=a'\ndocker run --link $DB:b img")).toEqual(['-=img ${DB}>b']);
  });
});

describe('a variable', () => {
  it.each([
    ['is put in where one value is all it has', 'DB=db\ndocker run --link $DB:x img', ['-=img db>x']],
    ['also in quotes and braces', 'DB=db; docker run --link "${DB}:x" img', ['-=img db>x']],
    ['holds several words', 'O="-d --link a:b --name web"\ndocker run $O img', ['web=img a>b']],
    ['holds the program', 'D="sudo docker"\n$D run --link a:b img', ['-=img a>b']],
    ['holds another program', 'DOCKER=podman\n$DOCKER run --link a:b img', []],
    ['that nobody sets is taken for Docker by its name', '$DOCKER run --link a:b img', ['-=img a>b']],
    ['stays where it is set twice', 'A=x\nA=y\ndocker run --link $A:b img', ['-=img ${A}>b']],
    ['stays in a loop', 'for A in x y; do docker run --name n$A --link $A:b img; done', ['n${A}=img ${A}>b']],
    ['stays where it is set in a branch', 'if x; then A=x; fi; docker run --link $A:b img', ['-=img ${A}>b']],
    ['stays where it is read from outside', 'read A; docker run --link $A:b img', ['-=img ${A}>b']],
    ['may hide the alias', 'docker run --link $A img', ['-=img ${A}>?']],
    ['keeps its colon to itself', 'docker run --link ${A:-x:y}:b img', ['-=img ${A:-x:y}>b']],
    ['holds the id of a container', 'ID=$(docker run -d --name c redis)\ndocker run --link $ID:b img', ['c=redis', '-=img ${ID}>b']],
    ['holds the image by its name', 'docker run -d $IMAGE --link a:b', ['-=${IMAGE}']],
    ['holds options by its name', 'docker run $OPTS --link a:b img', ['-=img a>b']],
  ])('%s: %j', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['docker run $OPTS --link a:b img', 'what ${OPTS} holds'],
    ['docker run "$@" --link a:b img', 'what ${@} holds'],
    ['docker run --odd --link a:b img', 'what `--odd` means'],
    ['docker run --link a:b "$IMAGE"', null],
    ['docker run --link a:b $IMAGE $ARGS', null],
  ])('hides in %j: %j', (text, hidden) => {
    expect(readCommands(text, 'shell').containers.map((one) => one.hidden)).toEqual([hidden]);
  });

  it('is the same everywhere unless something can change it', () => {
    const stable = (text: string): readonly boolean[] =>
      readCommands(text, 'shell').containers.flatMap(({ links }) => links.map(({ value }) => value.isStable));
    expect(stable('docker run --link $A:b --link $1:c i')).toEqual([true, true]);
    expect(stable('shift; docker run --link $1:c i; f() { docker run --link $1:c i; }')).toEqual([false, false]);
    expect(stable('docker run --link $A:b i; A=1; docker run --link $RANDOM:b i')).toEqual([false, false]);
  });
});

describe('a file', () => {
  const cases: readonly (readonly [ScriptLanguage, string, readonly string[]])[] = [
    [
      'make',
      'DB := db\nrun:\n\t@docker run --name $(DB) mysql\n\t-docker run --link $(DB):x \\\n\t\timg $$HOME\n',
      ['db=mysql', '-=img db>x'],
    ],
    ['make', 'run:\n\tdocker run --link $(shell x y):b $(IMAGE)\n', ['-=${IMAGE} ${_________}>b']],
    ['make', 'run: ; docker run --link a:b img\n# docker run --link a:b img\n', []],
    ['ci', 'a:\n  script:\n    - docker run --link a:b img\n    - "docker run --link c:d img"\n', ['-=img a>b', '-=img c>d']],
    ['ci', 'jobs:\n  a:\n    steps:\n      - run: |\n          docker run \\\n            --link a:b img\n', ['-=img a>b']],
    ['ci', 'script: >\n  docker run\n  --link a:b\n  img\n', ['-=img a>b']],
    ['ci', 'jobs:\n  a:\n    steps:\n      - run: { name: x, command: docker run --link a:b img }\n', ['-=img a>b']],
    ['ci', 'image: docker run --link a:b img\n', []],
    ['ci', 'script:\n  - "docker run\\t--link a:b img"\n', []],
    ['markdown', '```sh\n$ docker run --link a:b \\\n>   img\noutput "docker\n$ docker ps\n```\n', ['-=img a>b']],
    ['markdown', "x\n\n    docker run --link a:b img\n    docker: don't\n", ['-=img a>b']],
    ['markdown', '```\nroot@h:~# docker run --link a:b img\n```\n', ['-=img a>b']],
    ['markdown', '```json\n"docker run --link a:b img"\n```\nor `docker run --link a:b img`.\n', []],
    [
      'systemd',
      '[Service]\nExecStartPre=-/usr/bin/docker rm x\nExecStart=/usr/bin/docker run --name x \\\n  --link a:b \\\n# why\n  img\n',
      ['x=img a>b'],
    ],
    [
      'systemd',
      '[Service]\nExecStart=-+docker run --link a:b x\nExecStart=\nExecStart=@/usr/bin/docker docker run --link c:d y\n',
      ['-=y c>d'],
    ],
    [
      'systemd',
      'ExecStart=docker run --link a:b x\n ExecStartPre = !!docker run --name a z ; docker run --link "c:d" w',
      ['a=z', '-=w c>d', '-=x a>b'],
    ],
    ['systemd', "ExecStart=docker run -e A=x&y|z(1) -e 'B=it\\'s' --link a:b img #1\n#ExecStart=docker run --link c:d x\n", ['-=img a>b']],
    ['systemd', 'ExecStart=docker run --name c-%i --link ${DB}:db --link d%%:$A $IMAGE', ['c-%i=${IMAGE} ${DB}>db d%>${A}']],
    ['systemd', "ExecStart=/bin/sh -c '\\\n  docker run \\\n    --link a:b \\\n    img'\n", ['-=img a>b']],
    ['make', 'run:\n\t@sh -c "docker run --link $(DB):b img"\n', ['-=img ${DB}>b']],
    ['ci', "a:\n  script:\n    - ssh h 'docker run --link a:b img'\n", ['-=img a>b']],
    ['markdown', "```sh\n$ ssh h 'docker run \\\n> --link a:b img'\n```\n", ['-=img a>b']],
    ['devcontainer', '{ // c\n "runArgs": ["--link", "a:b", "--name=x", /* "--link" */ "--network", "n"] }', ['x=devcontainer a>b@n']],
    ['devcontainer', '{ "x": 1 }', []],
    [
      'devcontainer',
      '// "runArgs": ["--link=a:b"]\n{ /* "runArgs": ["--link=a:b"] */\n\t"customizations": {"runArgs": ["--link=c:d"]} }',
      [],
    ],
    ['devcontainer', '{ "dockerComposeFile": "c.yml", "runArgs": ["--link=a:b"] }', []],
    ['devcontainer', '{ "initializeCommand": "docker run --name a i", "runArgs": ["--link", "a:b",], }', ['a=i', '-=devcontainer a>b']],
    [
      'devcontainer',
      '{ "initializeCommand": ["docker", "run", "i"], "runArgs": ["--link=${localEnv:X}:b"] }',
      ['-=devcontainer ${localEnv:X}>b'],
    ],
    ['devcontainer', '["runArgs"', []],
    [
      'dockerfile',
      '# Usage: docker run --link a:b img\n#\n# To run it (as root): $ sudo docker run \\\n#   --link c:d \\\n#   img\n#docker run --link e:f img\n',
      ['-=img a>b', '-=img c>d', '-=img e>f'],
    ],
    [
      'dockerfile',
      '# Note: the docker run --link a:b img of old\n# see docker run --link a:b img\nRUN sh -c "docker run --link a:b img"\n',
      [],
    ],
    ['dockerfile', "# Don't\n#   $ docker run --link a:b \\\n#     img\nFROM x\nRUN docker run --link a:b img\n", ['-=img a>b']],
  ];
  it.each(cases)('of %s: %j', (language, text, expected) => {
    expect(read(text, language)).toEqual(expected);
  });

  it.each(cases.map(([language, text]) => [language, text] as const))('of %s has each link where it is written: %j', (language, text) => {
    for (const { links } of readCommands(text, language).containers) {
      for (const { whole, after } of links) {
        expect(text.slice(whole.start, whole.end)).toMatch(/^"?--link[^]*\w"?$/);
        expect(text.slice(after, whole.start)).toMatch(/^(?:[\s\\>#,[]|$)*$/);
      }
    }
  });

  it('gives whatever it is cut at as many results as can be read', () => {
    for (const [language, text] of cases) {
      for (let end = 0; end <= text.length; end += 3) expect(readCommands(text.slice(0, end), language).containers.length).toBeLessThan(9);
    }
  });
});

describe('a link that no command is seen to get', () => {
  it.each([
    ['ARGS+=(--link a:b -d)', ['a:b']],
    ['ARGS="--link a:b --link=c:d"', ['a:b', 'c:d']],
    ['run_docker --link a:b img', ['a:b']],
    ['L="--link a:b"\ndocker run $L img', []],
    ['podman run --link a:b img; cp --link a:b c; x --link a', []],
  ])('%j', (text, expected) => {
    expect(readCommands(text, 'shell').loose.map((link) => link.text)).toEqual(expected);
  });
});
