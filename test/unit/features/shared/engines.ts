import type { ContainerDetail, ContainerSummary } from '../../../../src/domain/engine/container.ts';
import type { EngineFact } from '../../../../src/model/facts.ts';
import { container as running } from '../../domain/verdicts/engineOf.ts';

/** A container of the default bridge, in both forms in which an engine tells of it. */
interface Container {
  readonly summary: ContainerSummary;
  readonly detail: ContainerDetail;
}

/** A running container of the default bridge; `links` are those it has, `names` the link names it is listed with. */
function container(id: string, name: string, ipv4: string, more: Partial<ContainerDetail> & Partial<ContainerSummary> = {}): Container {
  const { names = [], labels = new Map<string, string>(), ...detail } = more;
  const shared = { id, name, networkMode: 'default' };
  return {
    summary: { ...shared, names: [`/${name}`, ...names], labels },
    detail: { ...running(name, { id, hostname: id, networks: { bridge: { ipv4 } } }), ...detail },
  };
}

/** An engine 20.10.24 that is followed and has these containers. */
function engine(containers: readonly Container[]): EngineFact {
  return {
    address: '/var/run/docker.sock',
    health: { state: 'connected' },
    facts: {
      version: { version: '20.10.24', apiVersion: '1.41', product: 'docker' },
      summaries: containers.map(({ summary }) => summary),
      details: containers.map(({ detail }) => detail),
    },
  };
}

/** The engine of the article: `webapp` links to `mysql_server` as `db`. */
export function articleEngine(): EngineFact {
  const source = { names: ['/webapp/db'], exposedPorts: ['3306/tcp'], env: ['MYSQL_ROOT_PASSWORD=secret', 'MYSQL_VERSION=8.0'] };
  return engine([
    container('0123456789ab', 'mysql_server', '172.17.0.2', source),
    container('ba9876543210', 'webapp', '172.17.0.3', { links: ['/mysql_server:/webapp/db'] }),
  ]);
}

/** The labels that docker-compose 1.29.2 gives a container. */
function composeLabels(folder: string, file: string, service: string): ReadonlyMap<string, string> {
  return new Map([
    ['com.docker.compose.project', folder.slice(1)],
    ['com.docker.compose.service', service],
    ['com.docker.compose.project.working_dir', folder],
    ['com.docker.compose.project.config_files', file],
  ]);
}

/** An engine on which a service of a compose file runs in so many containers. */
export function runningEngine(folder: string, file: string, service: string, replicas: number): EngineFact {
  const labels = composeLabels(folder, file, service);
  const names = Array.from({ length: replicas }, (_, index) => `${service}_${index + 1}`);
  return engine(names.map((name, index) => container(name, name, `172.18.0.${index + 2}`, { labels })));
}

/** An engine on which docker-compose 1.29.2 brought up `/shop/docker-compose.yml`, in which `web` links `db:mysql`. */
export function composeEngine(): EngineFact {
  const labels = (service: string): ReadonlyMap<string, string> => composeLabels('/shop', 'docker-compose.yml', service);
  const aliases = ['mysql', 'db_1', 'shop_db_1'];
  return engine([
    container('db-id', 'shop_db_1', '172.17.0.2', {
      names: aliases.map((alias) => `/shop_web_1/${alias}`),
      exposedPorts: ['3306/tcp'],
      labels: labels('db'),
    }),
    container('web-id', 'shop_web_1', '172.17.0.3', {
      links: aliases.map((alias) => `/shop_db_1:/shop_web_1/${alias}`),
      labels: labels('web'),
    }),
  ]);
}
