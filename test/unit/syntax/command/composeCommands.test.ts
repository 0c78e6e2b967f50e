import { describe, expect, it } from 'vitest';
import { composeCommands } from '../../../../src/syntax/command/composeCommands.ts';
import { covered } from '../compose/reading.ts';

describe('a call of Compose', () => {
  it.each([
    ['docker compose up', [[]], ['docker compose']],
    ['docker-compose -f a.yml -fb.yml --file c.yml --file="d e.yml" up', [['a.yml', 'b.yml', 'c.yml', 'd e.yml']], null],
    ['docker-compose --verbose -f a.yml up', [['a.yml']], ['docker-compose --verbose -f a.yml']],
    ['docker  compose \\\n  -f a.yml \\\n  up', [['a.yml']], null],
    [
      'cd x && docker-compose -f a.yml up && docker-compose -f b.yml up',
      [['a.yml'], ['b.yml']],
      ['docker-compose -f a.yml', 'docker-compose -f b.yml'],
    ],
    ['docker-compose -f', [[]], null],
    ['docker-compose -f "$FILE" up', [], null],
    ['my-docker-compose -f a.yml; docker-compose.yml -f b', [], null],
  ])('%j', (text, files, texts) => {
    const commands = composeCommands(text);
    expect(commands.map((command) => command.files)).toEqual(files);
    if (texts) expect(commands.map(({ range }) => covered(text, range))).toEqual(texts);
  });

  it.each([
    ['cd x && docker-compose -f a.yml up', 'x'],
    ['\t@cd sub/dir; sudo A=1 docker compose up', 'sub/dir'],
    ['"up": "cd x && docker compose up"', 'x'],
    ['cd $DIR && docker-compose up', null],
    ['cd x\ndocker-compose up', null],
    ['abcd x && docker-compose up', null],
    ['docker-compose up', null],
  ])('starts in the folder that `cd` before it names: %j', (text, directory) => {
    expect(composeCommands(text).map((command) => command.directory)).toEqual([directory]);
  });

  it('has a name, a folder, profiles and files of variables', () => {
    expect(composeCommands('docker compose -p n --project-directory d --profile a --profile=b --env-file e.env config')).toMatchObject([
      { program: 'docker compose', projectName: 'n', folder: 'd', profiles: ['a', 'b'], envFiles: ['e.env'], files: [] },
    ]);
  });
});
