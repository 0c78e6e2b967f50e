import { creationOrder } from './order.ts';
import type { Place, Project, ProjectService } from './project.ts';
import type { Run } from './run.ts';
import { at, entriesOf, isNull, itemsOf, textAt } from './tree.ts';
import type { Dict, Node } from './tree.ts';

/** What makes the reader refuse a merged project (compose-go `loader/validate.go`; docker-compose 1.x `config/validation.py`). */
export function checkProject(run: Run, project: Project): void {
  const old = run.reader === 'compose-1';
  const checked = old ? [...project.services, ...project.disabled] : project.services;
  const known = new Set(checked.map(({ name }) => name));
  const networks = new Set(project.networks.map(({ key }) => key));
  for (const service of checked) {
    const place = service.places[0] ?? null;
    if (!old && !service.image && !service.build) refuseImage(run, service.name, place);
    if (!old) checkScale(run, service);
    checkReferences(run, service, known);
    for (const { key, place: written } of service.networks) {
      if (networks.has(key) || (old && key === 'default')) continue;
      const message = `There is no network \`${key}\` at the top level.`;
      // docker-compose 1.x makes networks when it brings the project up (`compose/network.py`, get_networks).
      if (old) run.refuseAtStart('undefined-network', message, written ?? place);
      else run.refuse('undefined-network', message, written ?? place);
    }
  }
  if (old) checkStart(run, project);
  const order = creationOrder({ services: checked });
  if (order.cycle)
    run.refuse('cycle', `These services wait for each other: ${order.cycle.join(', ')}.`, placeOfCycle(checked, order.cycle));
}

function checkReferences(run: Run, { name, dependsOn }: ProjectService, known: ReadonlySet<string>): void {
  for (const { service, required, place, from } of dependsOn) {
    if (known.has(service)) continue;
    const how = from === 'links' ? 'has a link to' : from === 'network_mode' ? 'uses the network of' : 'depends on';
    const message = `The service \`${name}\` ${how} \`${service}\`, which is not among the services that take part.`;
    if (required) run.refuse('undefined-service', message, place);
  }
}

function checkScale(run: Run, { name, scale, containerName, scaleFrom }: ProjectService): void {
  if (scale > 1 && containerName)
    run.refuse('conflict', `\`${name}\` has several containers, which cannot all have one name.`, scaleFrom ?? containerName.place);
}

/** docker-compose 1.x finds out when it brings the project up. */
function checkStart(run: Run, { services, disabled }: Project): void {
  const off = new Set(disabled.map(({ name }) => name));
  for (const { name, dependsOn, links } of services) {
    for (const { value, malformed, place } of links) {
      if (malformed) run.refuseAtStart('link', `The engine takes no link with more than one colon, and \`${value}\` is one.`, place);
    }
    for (const { service, place } of dependsOn) {
      if (off.has(service)) run.refuseAtStart('profile', `\`${name}\` needs \`${service}\`, which no active profile enables.`, place);
    }
  }
}

function placeOfCycle(services: readonly ProjectService[], cycle: readonly string[]): Place | null {
  const first = services.find(({ name }) => name === cycle[0]);
  return first?.dependsOn.find(({ service }) => cycle.includes(service))?.place ?? null;
}

const LISTS = ['links', 'external_links', 'expose', 'ports', 'profiles'];
const TEXTS = ['container_name', 'hostname', 'image', 'network_mode'];
const MAPS = ['depends_on', 'networks', 'environment', 'extra_hosts', 'labels'];

/** Refuses a merged service whose keys hold another kind of value than the schema wants. */
export function checkKinds(run: Run, name: string, service: Node): void {
  if (service.kind !== 'map') {
    if (isNull(service) && run.reader === 'compose-1') refuseImage(run, name, service.place);
    else run.refuse('type', `The service \`${name}\` holds no map.`, service.place);
    return;
  }
  const wrong = (key: string, value: Node, wanted: string): void => {
    run.refuse('type', `\`${key}\` of \`${name}\` holds no ${wanted}.`, value.place);
  };
  checkItems(run, name, service);
  for (const [key, { value }] of service.entries) {
    if (LISTS.includes(key) && value.kind !== 'list') wrong(key, value, 'list');
    if (TEXTS.includes(key) && (value.kind !== 'text' || value.type !== 'string')) wrong(key, value, 'text');
    if (MAPS.includes(key) && value.kind === 'text') wrong(key, value, 'list or map');
  }
  if (at(service, 'network_mode') && entriesOf(service).has('networks') && at(service, 'networks')) {
    run.refuse(
      'conflict',
      `\`${name}\` has both \`network_mode\` and \`networks\`.`,
      service.entries.get('network_mode')?.key ?? service.place,
    );
  }
  if (run.reader === 'compose-1') {
    if (!service.entries.has('image') && !service.entries.has('build')) refuseImage(run, name, service.place);
    checkOldDependencies(run, service);
  } else checkReplicas(run, name, service);
  checkRepeats(run, name, service);
}

/** Refuses items of lists that are no texts: docker-compose 1.x by its schema, Compose 2 by what it reads them into (compose-go `schema/compose-spec.json`, `format`). */
function checkItems(run: Run, name: string, service: Dict): void {
  const old = run.reader === 'compose-1';
  const wrong = (key: string, place: Place): void => {
    run.refuse('type', `An item of \`${key}\` of \`${name}\` is no text.`, place);
  };
  for (const key of [...LISTS.filter((each) => each !== 'ports'), 'depends_on', 'networks'])
    for (const item of itemsOf(at(service, key))) if (item.kind !== 'text') wrong(key, item.place);
  for (const key of old ? ['profiles', 'networks'] : ['profiles'])
    for (const item of itemsOf(at(service, key))) if (isOtherScalar(item)) wrong(key, item.place);
  for (const item of itemsOf(at(service, 'expose'))) if (isUnexposable(item, old)) wrong('expose', item.place);
  for (const { value } of entriesOf(at(service, 'networks')).values()) {
    const aliases = at(value, 'aliases');
    if (aliases && aliases.kind !== 'list') run.refuse('type', `\`aliases\` of \`${name}\` holds no list.`, aliases.place);
    for (const item of itemsOf(aliases)) if (item.kind !== 'text' || isOtherScalar(item)) wrong('aliases', item.place);
  }
}

function isOtherScalar(item: Node): boolean {
  return item.kind === 'text' && item.type !== 'string';
}

/** A port or a range of them with a protocol, which only docker-compose 1.x looks at here; a number is taken by both, but for Compose 2 a whole one. */
function isUnexposable(item: Node, old: boolean): boolean {
  if (item.kind !== 'text' || item.assumedUnset.length > 0) return false;
  if (item.type === 'boolean') return true;
  if (item.type === 'number') return !old && !/^-?\d+$/.test(item.value);
  return old && !/^\d+(?:-\d+)?(?:\/[A-Za-z]+)?$/.test(item.value);
}

/** Compose 2 wants one number where a service has both (compose-go `loader/validate.go`). */
function checkReplicas(run: Run, name: string, service: Dict): void {
  const scale = textAt(service, 'scale');
  const replicas = textAt(at(service, 'deploy'), 'replicas');
  if (scale && replicas && scale.value !== replicas.value)
    run.refuse('conflict', `\`${name}\` has both \`scale\` and \`deploy.replicas\`, with different numbers.`, scale.place);
}

function refuseImage(run: Run, name: string, place: Place | null): void {
  run.refuse('image', `The service \`${name}\` has neither an image nor a build.`, place);
}

/** docker-compose 1.x wants a condition of each dependency in a map, and knows nothing else of it. */
function checkOldDependencies(run: Run, service: Dict): void {
  const conditions = ['service_started', 'service_healthy', 'service_completed_successfully'];
  for (const [name, { key, value }] of entriesOf(at(service, 'depends_on'))) {
    const condition = textAt(value, 'condition')?.value ?? '';
    const others = [...entriesOf(value).keys()].filter((each) => each !== 'condition');
    if (!conditions.includes(condition)) run.refuse('type', `docker-compose 1.x wants a \`condition\` for \`${name}\` here.`, key);
    if (others.length > 0) run.refuse('unknown-key', `docker-compose 1.x knows no \`${others.join('`, `')}\` of a dependency.`, key);
  }
}

/** docker-compose 1.x and, where merging does not remove them, Compose 2 refuse a list with equal items. */
function checkRepeats(run: Run, name: string, service: Dict): void {
  const keys = run.reader === 'compose-1' ? ['links', 'external_links', 'expose', 'profiles', 'depends_on'] : ['external_links'];
  for (const key of keys) {
    const list = at(service, key);
    const seen = new Set<string>();
    for (const item of list?.kind === 'list' ? list.items : []) {
      if (item.kind !== 'text') continue;
      if (seen.has(item.value)) run.refuse('type', `\`${key}\` of \`${name}\` holds \`${item.value}\` twice.`, item.place);
      seen.add(item.value);
    }
  }
}

const OLD_TOP = words('version services networks volumes secrets configs');
const NEW_TOP = words('version services networks volumes secrets configs name include models');
const OLD_SERVICE = words(
  'blkio_config build cap_add cap_drop cgroup_parent command configs container_name cpu_count cpu_percent cpu_period cpu_quota ' +
    'cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy device_cgroup_rules devices dns dns_opt ' +
    'dns_search domainname entrypoint env_file environment expose extends external_links extra_hosts group_add healthcheck hostname ' +
    'image init ipc isolation labels links logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit network_mode ' +
    'networks oom_kill_disable oom_score_adj pid pids_limit platform ports privileged profiles pull_policy read_only restart runtime ' +
    'scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits user ' +
    'userns_mode volumes volumes_from working_dir',
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** Refuses keys the reader does not know: at the top of a file, and for docker-compose 1.x those of its services. */
export function checkKeys(run: Run, root: Dict): void {
  const old = run.reader === 'compose-1';
  for (const [key, { key: place }] of root.entries) {
    if (!(old ? OLD_TOP : NEW_TOP).has(key) && !key.startsWith('x-'))
      run.refuse('unknown-key', `No compose file has \`${key}\` at its top.`, place);
  }
  if (!old) return;
  for (const { value } of entriesOf(at(root, 'services')).values()) {
    for (const [key, { key: place }] of entriesOf(value)) {
      if (!OLD_SERVICE.has(key) && !key.startsWith('x-'))
        run.refuse('unknown-key', `docker-compose 1.x knows no \`${key}\` of a service.`, place);
    }
  }
}
