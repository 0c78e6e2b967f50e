import { describe, expect, it } from 'vitest';
import type { Reader } from '../../../../../src/domain/compose/project/project.ts';
import { projectSets } from '../../../../../src/domain/compose/project/sets.ts';
import { short } from './reading.ts';

function sets(files: Readonly<Record<string, string>>, reader: Reader = 'compose-2'): readonly string[] {
  const given = Object.entries(files).map(([name, text]) => ({ path: `/p/${name}`, text }));
  return projectSets('/p', given, reader).map(({ from, files: paths, projectName, folder, place }) => {
    const names = paths.map((path) => path.replace('/p/', ''));
    return [`${from}: ${names.join(' + ')}`, projectName && `-p ${projectName}`, folder, place && short(place)].filter(Boolean).join(' ');
  });
}

describe('the sets of a folder', () => {
  it.each([
    ['one file', { 'compose.yaml': '' }, ['default: compose.yaml']],
    ['two default names', { 'docker-compose.yml': '', 'compose.yaml': '' }, ['default: compose.yaml']],
    [
      'an override',
      { 'docker-compose.yml': '', 'docker-compose.override.yml': '' },
      ['default: docker-compose.yml + docker-compose.override.yml'],
    ],
    ['an override alone', { 'docker-compose.override.yml': '' }, []],
    ['an overlay', { 'compose.yml': '', 'compose.prod.yml': '' }, ['default: compose.yml', 'overlay: compose.yml + compose.prod.yml']],
    [
      'COMPOSE_FILE',
      { 'compose.yml': '', 'a.yml': '', '.env': 'X=1\nCOMPOSE_FILE=compose.yml:a.yml\n' },
      ['environment: compose.yml + a.yml .env:2'],
    ],
    [
      'COMPOSE_FILE with a separator',
      { '.env': 'COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=a.yml,../b.yml\n' },
      ['environment: a.yml + /b.yml .env:2'],
    ],
    [
      'a script',
      {
        'compose.yml': '',
        'compose.prod.yml': '',
        'bin/up.sh': '#!/bin/sh\ndocker compose -f compose.yml \\\n  --file=compose.prod.yml -p prod up -d\n',
      },
      ['default: compose.yml', 'command: compose.yml + compose.prod.yml -p prod bin/up.sh:2'],
    ],
    ['a Makefile', { Makefile: 'up:\n\t@docker-compose -f a.yml --project-directory sub up\n' }, ['command: a.yml /p/sub Makefile:2']],
    ['a variable', { 'up.sh': 'docker-compose -f $FILE up\n' }, []],
    ['no option', { 'up.sh': 'docker-compose up -f x\n' }, []],
    [
      'a devcontainer',
      { '.devcontainer/devcontainer.json': '{\n\t// where\n\t"dockerComposeFile": ["../compose.yml", "dev.yml",],\n}\n' },
      ['devcontainer: compose.yml + .devcontainer/dev.yml .devcontainer/devcontainer.json:3'],
    ],
    [
      'a devcontainer with one file',
      { '.devcontainer.json': '{"dockerComposeFile": "a.yml" /* x */}' },
      ['devcontainer: a.yml .devcontainer.json:1'],
    ],
    ['a devcontainer without files', { '.devcontainer.json': '{"image": "a"}' }, []],
    ['a broken devcontainer', { '.devcontainer.json': '{"dockerComposeFile": [' }, []],
  ] as const)('with %s', (_, files, expected) => {
    expect(sets(files)).toEqual(expected);
  });

  it('are those of its reader', () => {
    expect(sets({ 'docker-compose.yml': '', 'compose.yaml': '' }, 'compose-1')).toEqual(['default: docker-compose.yml']);
  });
});
