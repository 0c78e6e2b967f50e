import { expect, test } from 'vitest';
import { readSwarmNames } from '../../../../src/domain/registries/swarm.ts';

const task = (ServiceID: string, address: string, state = 'running'): object => ({
  ServiceID,
  DesiredState: 'running',
  Status: { State: state },
  NetworksAttachments: [{ Network: { ID: 'n1' }, Addresses: [`${address}/24`] }],
});
const service = (ID: string, more: object = {}): object => ({
  ID,
  Spec: { Name: ID, TaskTemplate: { Networks: [{ Target: 'n1', Aliases: [`${ID}-alias`] }] } },
  ...more,
});

test('names of services by virtual address, by tasks, and of those of which nothing runs', () => {
  const vip = { Endpoint: { VirtualIPs: [{ NetworkID: 'n1', Addr: '10.0.1.4/24' }] } };
  const names = readSwarmNames({
    services: [service('db', vip), service('cache'), service('lost', vip)],
    tasks: [task('db', '10.0.1.5'), task('cache', '10.0.1.6'), task('cache', '10.0.1.7'), task('lost', '10.0.1.9', 'pending')],
    networks: [{ Id: 'n1', Name: 'ov' }],
  });
  expect(names.map(({ name, network, kind, addresses }) => [name, network, kind, ...addresses].join(' '))).toEqual([
    'db ov VIP 10.0.1.4',
    'tasks.db ov tasks 10.0.1.5',
    'db-alias ov VIP 10.0.1.4',
    'tasks.db-alias ov tasks 10.0.1.5',
    'cache ov tasks 10.0.1.6 10.0.1.7',
    'tasks.cache ov tasks 10.0.1.6 10.0.1.7',
    'cache-alias ov tasks 10.0.1.6 10.0.1.7',
    'tasks.cache-alias ov tasks 10.0.1.6 10.0.1.7',
    'lost ov VIP',
    'tasks.lost ov tasks',
    'lost-alias ov VIP',
    'tasks.lost-alias ov tasks',
  ]);
});

test('answers of another shape hold no names', () => {
  expect(readSwarmNames({ services: '<html>', tasks: null, networks: 1 })).toEqual([]);
});
