import { expect, test } from 'vitest';
import { firstNamed, linesNaming, readHosts } from '../../../../src/domain/hosts/hostsFile.ts';

const FILE = '# made by hand\n\n127.0.0.1\tlocalhost\n172.17.0.2  DB ab12 # old\r\n10.0.0.1\n172.17.0.3\tcache db\n';

test('comments, empty lines and lines without a name are left out', () => {
  expect(readHosts(FILE).map(({ address, names }) => [address, ...names])).toEqual([
    ['127.0.0.1', 'localhost'],
    ['172.17.0.2', 'DB', 'ab12'],
    ['172.17.0.3', 'cache', 'db'],
  ]);
});

test('a name is looked up without regard to case, a link’s line by its first name as it is', () => {
  expect(linesNaming(readHosts(FILE), 'db').map(({ address }) => address)).toEqual(['172.17.0.2', '172.17.0.3']);
  expect(firstNamed(readHosts(FILE), 'db')).toEqual([]);
  expect(firstNamed(readHosts(FILE), 'cache')).toHaveLength(1);
});
