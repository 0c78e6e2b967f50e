import { describe, expect, it } from 'vitest';
import { replaceCommandLinks } from '../../../../src/domain/commands/replaceCommandLinks.ts';
import type { CommandReplacement } from '../../../../src/domain/commands/replaceCommandLinks.ts';
import type { ScriptLanguage } from '../../../../src/syntax/command/commandScript.ts';

const PAIR = 'docker run --name db x\ndocker run --name web --link db:data y\n';

function replaced(text: string, language: ScriptLanguage): CommandReplacement {
  return replaceCommandLinks(text, language, { network: 'shop', taken: [], elsewhere: () => null, heldBy: () => null });
}

/** Why the first link of a text stays; null where an edit replaces it. */
function reason(text: string, language: ScriptLanguage = 'shell'): string | null {
  const { kept, fixed, edits } = replaced(text, language);
  const [first] = [...kept, ...fixed].toSorted((one, other) => one.start - other.start);
  if (first && 'reason' in first) expect(edits).toEqual([]);
  return first && 'reason' in first ? first.reason : null;
}

describe('a pair stays on the bridge with a link that stays', () => {
  it.each([
    [
      'of a variable',
      'DB=${1:-db}\n',
      'docker run --name other --link $DB:data z\n',
      '"${DB}:data" of "other" stays, and may lead to "db"',
    ],
    ['of a loop', '', 'for c in db other; do docker run --link $c:host z; done', '"${c}:host" of "z" stays, and may lead to "db"'],
    ['of an id', '', 'docker run --link $(docker ps -lq):data z', '"$(docker ps -lq):data" of "z" stays, and may lead to "db"'],
    ['whose name begins alike', '', 'docker run --link d$X:data z', '"d${X}:data" of "z" stays, and may lead to "db"'],
    ['to its receiver', '', 'docker run --link w$X:data z', '"w${X}:data" of "z" stays, and may lead to "web"'],
    ['that is alone unknown by its options', '', 'docker run $OPTS --link db:z z', '"db:z" of "z" stays, and leads to "db", too'],
    ['that comes too early', 'docker run --name early --link web:w z\n', '', null],
  ])('%s', (_, before, after, expected) => {
    const said = expected === null ? '"web" is made by a later command, so this one cannot run as it is written.' : `The link ${expected}.`;
    expect(reason(before + PAIR + after)).toBe(said);
  });

  it.each([
    ['a list', 'shell', `${PAIR}ARGS=(--link db:more)\n`, 3, 'leads to "db", too'],
    ['words for a function', 'shell', `${PAIR}start --link db z\n`, 3, 'leads to "db", too'],
    ['a text', 'shell', `${PAIR}eval "docker run --link=db:more z"\n`, 3, 'leads to "db", too'],
    ['a text with a variable', 'shell', `${PAIR}eval "docker run --link $1:more z"\n`, 3, 'may lead to "db"'],
    ['the output of a command', 'shell', `${PAIR}start --link \`docker ps -lq\`:more z\n`, 3, 'may lead to "db"'],
    ['a variable of make', 'make', `LINKS = --link $(NAME):data\nup:\n\t${PAIR.replace('\n', '\n\t')}`, 1, 'may lead to "db"'],
    [
      'a definition of make',
      'make',
      `up:\n\t${PAIR.replace('\n', '\n\t')}define X\ndocker run --link db:more z\nendef\n`,
      5,
      'leads to "db", too',
    ],
    ['one line of make', 'make', `up:\n\t${PAIR.replace('\n', '\n\t')}b: ; docker run --link db:more z\n`, 4, 'leads to "db", too'],
    ['a document', 'markdown', `\`\`\`sh\n${PAIR}\`\`\`\n<pre>\ndocker run --link db:more z\n</pre>\n`, 6, 'leads to "db", too'],
    ['a sentence', 'markdown', `\`\`\`sh\n${PAIR}\`\`\`\nOr \`docker run --link db z\`.\n`, 5, 'leads to "db", too'],
    [
      'a unit',
      'systemd',
      'Environment="MORE=--link db:more"\nExecStartPre=docker run --name db x\nExecStart=docker run --link db:d y\n',
      1,
      'leads to "db", too',
    ],
    [
      'a key that is not read',
      'devcontainer',
      '{"initializeCommand": "docker run --name db x; true", "runArgs": ["--link=db:d"],\n"postCreateCommand": ["docker", "run", "--link", "db:more", "z"]}',
      2,
      'leads to "db", too',
    ],
  ] as const)('in %s', (_, language, text, line, leads) => {
    expect(reason(text, language)).toBe(`A link in line ${line} belongs to no command that can be read, and ${leads}.`);
  });

  it.each([
    ['', 'docker run $OPTS --name z z', '${OPTS}'],
    ['', 'docker run "$@" --name z z', '${@}'],
    ['OPTS="-d $MORE"\n', 'docker run $OPTS --name z z', '${OPTS}'],
    ['', 'docker run --name z $(options) -d z', '$(options)'],
    ['', 'docker run --name z $ARGS', '${ARGS}'],
  ])('that options may hold: %s%s', (before, command, written) => {
    expect(reason(before + PAIR + command)).toBe(`It is not known whether ${written} of "z" holds a further link to "db".`);
  });
});

const JOBS = ['a', 'b', 'c'].map((job) => `  ${job}:\n    runs-on: ON\n    steps:\n`);
const WORKFLOW = [
  'jobs:\n',
  `${JOBS[0] ?? ''}      - run: docker run --name pg x\n      - run: docker run --link pg y\n`,
  `${JOBS[1] ?? ''}      - run: docker run --link pg y\n      - run: docker run --link $X:z y\n`,
  `${JOBS[2] ?? ''}      - run: docker run --name pg x\n      - run: docker run --link pg:p y\n`,
].join('');

describe('jobs', () => {
  const on = (machine: string, text = WORKFLOW): ReturnType<typeof replaced> => replaced(text.replaceAll('ON', machine), 'ci');

  it.each(['ubuntu-latest', '${{ matrix.os }}'])('on machines of their own share no containers: %s', (machine) => {
    const { fixed, kept, text } = on(machine);
    expect(fixed.map(({ network }) => network)).toEqual(['shop', 'shop-2']);
    expect(kept.map(({ reason: said }) => said)).toEqual([
      '"pg" is made in another job, which has a machine of its own.',
      'Which container "${X}" is, is not known.',
    ]);
    expect(text.match(/--network-alias \S+/g)).toEqual(['--network-alias p']);
  });

  it.each(['self-hosted', '[linux, x64]', 'big-machine'])('on machines that somebody set up may share them: %s', (machine) => {
    expect(on(machine)).toMatchObject({ edits: [], kept: [{}, {}, {}, {}] });
  });

  it('of CircleCI share none', () => {
    const circle = WORKFLOW.replaceAll('runs-on: ON', 'machine: true');
    expect(on('', circle).fixed).toHaveLength(2);
    expect(on('', circle.replaceAll('machine: true', 'machine: true\n    resource_class: me/own')).fixed).toHaveLength(0);
  });
});

describe('a pair moves where', () => {
  it.each([
    ['options are known', 'OPTS="-d -v $(pwd):/x --rm"\n', 'docker run $OPTS z'],
    ['options add to each other', 'OPTS=-d\nOPTS="$OPTS -e A=$B"\n', 'docker run $OPTS z'],
    ['options by their name are others', '', 'docker run $VOLUMES z'],
    ['options are those of a function', '', 'up() { docker run "$@" z; }; up -d'],
    ['options are for a network of their own', '', 'docker run $OPTS --network n z'],
    ['a name begins otherwise', '', 'docker run --link cache-$X:c z'],
    ['a name ends otherwise', '', 'docker run --link $X-cache:c z'],
    ['another link is on a network of its own', '', 'docker run --network n --link $X:c z'],
    ['another link is on another machine', '', 'ssh h docker run --link $X:c z'],
    ['another program has such an option', '', 'cp --link db other; podman run --link db:x z'],
    ['a comment says it', '# docker run --link db:x z\n', 'true # --link $DB:x'],
    ['an option is read', '', 'case $1 in --link) shift;; --link=*) shift;; esac; echo "--link [NAME]"'],
  ])('%s', (_, before, after) => {
    expect(reason(before + PAIR + after)).toBeNull();
  });

  it('a Dockerfile copies with an option of that name', () => {
    expect(reason('# docker run --name db x\n# docker run --link db:d y\nCOPY --link db /db\n', 'dockerfile')).toBeNull();
  });

  it('a command that fills a variable has the link', () => {
    expect(reason('docker run --name db x\nID=$(docker run -d --link db:data y)\n')).toBeNull();
  });
});
