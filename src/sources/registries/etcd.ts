import {
  etcdReading,
  foldersToRead,
  isOfKubernetes,
  MOST_KEYS,
  rangeEnd,
  readAuthentication,
  readEtcdVersion,
  readNodes,
  readRange,
  readTimeToLive,
  wantsLogin,
} from '../../domain/registries/etcd.ts';
import type { RangeKey } from '../../domain/registries/etcd.ts';
import { layoutOf } from '../../domain/registries/keys.ts';
import type { KeyValue } from '../../domain/registries/keys.ts';
import { counted } from '../../domain/registries/registry.ts';
import type { Lease, RegistryNote } from '../../domain/registries/registry.ts';
import { ask } from './ask.ts';
import type { AskOptions } from './ask.ts';
import type { HttpPlace } from './place.ts';
import type { RegistryAnswer } from './target.ts';

/** So many folders and leases are asked for. */
const MOST_FOLDERS = 200;

/** Where the gateway of the v3 API lies, from the newest etcd to 3.2. */
const GATEWAYS = ['/v3', '/v3beta', '/v3alpha'] as const;

interface Asked {
  readonly place: HttpPlace;
  readonly options: AskOptions;
}

/** What one of the two keyspaces holds. */
interface Keyspace {
  readonly values: readonly KeyValue[];
  readonly others: number;
  readonly notes: readonly RegistryNote[];
}

/**
 * Reads both keyspaces of an etcd, which know nothing of each other: of v3 first the keys alone, and values only of keys that register something. What is
 * given as `NAME:PASSWORD` in place of a token logs in, after it is known that an etcd answers.
 */
export async function readEtcd(place: HttpPlace, token: string | undefined, options: AskOptions): Promise<RegistryAnswer> {
  const isLogin = token?.includes(':') ?? false;
  const asked = { place, options: token === undefined || isLogin ? options : authorized(options, token) };
  const answer = await ask(place, '/version', asked.options);
  if ('fault' in answer) return answer;
  const version = readEtcdVersion(answer.json);
  if ('wrong' in version) return { fault: `What answers at ${place.base} is no etcd: ${version.wrong}.` };
  const login = token !== undefined && isLogin ? await logIn({ place, options }, token) : null;
  if (login && 'fault' in login) return login;
  const third = await readThird(login ? { place, options: login.third } : asked);
  const second = await readSecond(login ? { place, options: login.second } : asked);
  // What nobody keeps in v2 is no answer where v3 gave none.
  if ('fault' in third && ('fault' in second || second.values.length === 0)) return third;
  const spaces = [third, second].filter((space) => !('fault' in space)) as readonly Keyspace[];
  const faults = [third, second].flatMap((space) => ('fault' in space ? [{ code: 'not-read' as const, text: space.fault }] : []));
  return etcdReading({
    version: version.value,
    values: spaces.flatMap(({ values }) => values),
    others: spaces.reduce((sum, { others }) => sum + others, 0),
    notes: [...faults, ...spaces.flatMap(({ notes }) => notes)],
  });
}

async function readThird(asked: Asked): Promise<Keyspace | { readonly fault: string }> {
  const everything = { key: base64('\0'), range_end: base64('\0'), keys_only: true, limit: String(MOST_KEYS) };
  const gateway = await gatewayOf(asked, everything);
  if (!gateway)
    return {
      values: [],
      others: 0,
      notes: [{ code: 'not-enabled', text: 'The v3 keys are not served over HTTP here (etcd’s gateway is off).' }],
    };
  if ('fault' in gateway) return gateway;
  const names = gateway.keys.map(({ key }) => key);
  const cut: readonly RegistryNote[] =
    gateway.all > names.length
      ? [{ code: 'cut', text: `There are ${gateway.all} keys in v3; the first ${names.length} were looked at.` }]
      : [];
  if (isOfKubernetes(names))
    return {
      values: [],
      others: 0,
      notes: [
        {
          code: 'not-read',
          text: 'This is the store of a Kubernetes, which holds its secrets; its values are not read. Ask Kubernetes for its Services instead.',
        },
      ],
    };
  const found = await valuesOf(asked, gateway.path, names);
  if ('fault' in found) return found;
  const leases = await leasesOf(asked, gateway.path, found.keys);
  const values = found.keys.map(({ key, value, lease }): KeyValue => ({
    key,
    value,
    lease: lease === null ? { kind: 'none' } : (leases.get(lease) ?? { kind: 'unknown' }),
  }));
  const others = names.filter((key) => layoutOf(key) === null).length;
  return { values, others, notes: [...cut, ...found.notes] };
}

function authorized(options: AskOptions, authorization: string): AskOptions {
  return { ...options, headers: { ...options.headers, authorization } };
}

/** In v3 a name and a password give a token for a while, in v2 they go along; one of an etcd that wants no login is as good as none. */
async function logIn(
  { place, options }: Asked,
  login: string,
): Promise<{ readonly third: AskOptions; readonly second: AskOptions } | { readonly fault: string }> {
  const colon = login.indexOf(':');
  const [name, password] = [login.slice(0, colon), login.slice(colon + 1)];
  const second = authorized(options, `Basic ${base64(login)}`);
  for (const path of GATEWAYS) {
    const answer = await ask(place, `${path}/auth/authenticate`, options, { name, password });
    if ('fault' in answer) return answer;
    if (answer.status === 404) continue;
    const token = readAuthentication(answer.json);
    if (token === 'refused') return { fault: `etcd at ${place.base} refused the login of "${name}": no such user, or another password.` };
    return { third: token === 'not wanted' ? options : authorized(options, token.token), second };
  }
  return { third: options, second };
}

type Gateway = { readonly path: string; readonly keys: readonly RangeKey[]; readonly all: number };

/** Null where no gateway answers. */
async function gatewayOf({ place, options }: Asked, question: object): Promise<Gateway | { readonly fault: string } | null> {
  for (const path of GATEWAYS) {
    const answer = await ask(place, `${path}/kv/range`, options, question);
    if ('fault' in answer) return answer;
    if (answer.status === 404) continue;
    if (wantsLogin(answer.json)) return { fault: `etcd at ${place.base} wants a login: give its token, or NAME:PASSWORD in place of one.` };
    const range = readRange(answer.json);
    return 'wrong' in range
      ? { fault: `The v3 keys at ${place.base} could not be read: ${range.wrong} (HTTP ${answer.status}).` }
      : { path, ...range.value };
  }
  return null;
}

async function valuesOf(
  { place, options }: Asked,
  gateway: string,
  names: readonly string[],
): Promise<{ readonly keys: readonly RangeKey[]; readonly notes: readonly RegistryNote[] } | { readonly fault: string }> {
  const folders = foldersToRead(names);
  const keys = new Map<string, RangeKey>();
  for (const folder of folders.slice(0, MOST_FOLDERS)) {
    const answer = await ask(place, `${gateway}/kv/range`, options, {
      key: base64(folder),
      range_end: Buffer.from(rangeEnd(folder)).toString('base64'),
      limit: String(MOST_KEYS),
    });
    if ('fault' in answer) return answer;
    const range = readRange(answer.json);
    if ('wrong' in range) return { fault: `The v3 keys below ${folder} could not be read: ${range.wrong}.` };
    for (const key of range.value.keys) if (layoutOf(key.key) !== null) keys.set(key.key, key);
  }
  const left = folders.length - MOST_FOLDERS;
  const notes: readonly RegistryNote[] =
    left > 0 ? [{ code: 'cut', text: `${counted(left, 'further service')} of etcd v3 were not read.` }] : [];
  return { keys: [...keys.values()], notes };
}

/** Seconds left of each lease, as far as they were told. */
async function leasesOf({ place, options }: Asked, gateway: string, keys: readonly RangeKey[]): Promise<ReadonlyMap<string, Lease>> {
  const ids = [...new Set(keys.flatMap(({ lease }) => lease ?? []))].slice(0, MOST_FOLDERS);
  const leases = new Map<string, Lease>();
  for (const id of ids) {
    const answer = await ask(place, `${gateway}/lease/timetolive`, options, { ID: id });
    if ('fault' in answer) break;
    leases.set(id, readTimeToLive(answer.json));
  }
  return leases;
}

async function readSecond({ place, options }: Asked): Promise<Keyspace | { readonly fault: string }> {
  const answer = await ask(place, '/v2/keys/?recursive=true', options);
  if ('fault' in answer) return { fault: `The v2 keys were not read: ${answer.fault}` };
  // Without `--enable-v2`, and from etcd 3.6 on, there is no such path.
  if (answer.status === 404)
    return {
      values: [],
      others: 0,
      notes: [
        {
          code: 'not-enabled',
          text: 'There are no v2 keys here, into which registrator writes (etcd 3.4 and 3.5 want --enable-v2, 3.6 has none).',
        },
      ],
    };
  const nodes = readNodes(answer.json);
  if ('wrong' in nodes) return { fault: `The v2 keys at ${place.base} could not be read: ${nodes.wrong} (HTTP ${answer.status}).` };
  const values = nodes.value.filter(({ key }) => layoutOf(key) !== null);
  return { values, others: nodes.value.length - values.length, notes: [] };
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
