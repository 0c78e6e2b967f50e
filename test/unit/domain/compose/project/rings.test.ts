import { expect, test } from 'vitest';
import { readProject } from '../../../../../src/domain/compose/project/readProject.ts';
import { ringsOf } from '../../../../../src/domain/compose/project/rings.ts';

/** The circles among services, given as `a:b,c` for "a waits for b and c". */
function rings(...services: readonly string[]): readonly string[] {
  const lines = services.map((service) => {
    const [name = '', needs = ''] = service.split(':');
    return `  ${name}: {image: x, depends_on: [${needs}]}\n`;
  });
  const project = readProject({ reader: 'compose-2', files: ['/c.yaml'] }, (path) =>
    path === '/c.yaml' ? `services:\n${lines.join('')}` : null,
  );
  return [...new Set(ringsOf(project.services).values())].map((names) => names.join());
}

test.each<readonly [readonly string[], readonly string[]]>([
  [['a:b', 'b:c', 'c:'], []],
  [['a:b', 'b:a'], ['a,b']],
  [['a:a'], ['a']],
  [['a:b', 'b:c', 'c:a', 'd:a', 'e:d'], ['a,b,c']],
  [
    ['a:b', 'b:a,c', 'c:d', 'd:c'],
    ['c,d', 'a,b'],
  ],
  [['a:b,c', 'b:d', 'c:d', 'd:'], []],
  [['a:b', 'b:c', 'c:b,a', 'x:nowhere'], ['a,b,c']],
])('the circles of %j are %j', (services, expected) => {
  expect(rings(...services)).toEqual(expected);
});

test('a very long circle is found without recursion', () => {
  const names = Array.from({ length: 5_000 }, (_, at) => `s${at}:s${(at + 1) % 5_000}`);
  expect(rings(...names)[0]?.split(',')).toHaveLength(5_000);
});
