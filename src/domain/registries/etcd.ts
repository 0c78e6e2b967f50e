import { fieldsOf, listOf, objectOf, shapeOf, textOf, wholeOf } from './json.ts';
import type { Fields, Read } from './json.ts';
import { keysReading, layoutOf } from './keys.ts';
import type { KeyValue } from './keys.ts';
import type { Lease, RegistryNote, RegistryReading } from './registry.ts';

/** So many keys are looked at. */
export const MOST_KEYS = 5_000;

/** Reads the answer to `GET /version`, by which an etcd is known. */
export function readEtcdVersion(answer: unknown): Read<string> {
  const version = textOf(fieldsOf(answer)['etcdserver']);
  return version === '' ? { wrong: 'it does not tell the version of an etcd' } : { value: version };
}

/** Whether an answer of v3 says that nobody who is not logged in may ask. */
export function wantsLogin(answer: unknown): boolean {
  return /user name is empty/.test(textOf(fieldsOf(answer)['error']));
}

/** Reads the answer to `POST /v3/auth/authenticate`: a token; or that the etcd wants no login, or refused this one. */
export function readAuthentication(answer: unknown): { readonly token: string } | 'refused' | 'not wanted' {
  const { token, error } = fieldsOf(answer);
  if (textOf(token) !== '') return { token: textOf(token) };
  return /authentication is not enabled/.test(textOf(error)) ? 'not wanted' : 'refused';
}

/** A key with what its answer in v3 says. */
export interface RangeKey {
  readonly key: string;
  /** The empty text where only keys were asked for. */
  readonly value: string;
  /** The id of the lease that ends the key; null without one. */
  readonly lease: string | null;
}

/** Reads the answer to `POST /v3/kv/range`: keys and values in base64, whole numbers as texts. */
export function readRange(answer: unknown): Read<{ readonly keys: readonly RangeKey[]; readonly all: number }> {
  const fields = objectOf(answer);
  // An empty range has no `kvs`, but always a header.
  if (!fields || !objectOf(fields['header']))
    return { wrong: `the range of keys is ${fields ? 'an object without a header' : shapeOf(answer)}` };
  const keys = (listOf(fields['kvs']) ?? []).map(fieldsOf).map((kv) => {
    const lease = kv['lease'];
    return {
      key: plain(kv['key']),
      value: plain(kv['value']),
      lease: typeof lease === 'string' && /^[1-9]\d{0,19}$/.test(lease) ? lease : null,
    };
  });
  return { value: { keys, all: wholeOf(fields['count']) ?? keys.length } };
}

function plain(value: unknown): string {
  return typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : '';
}

/** Reads the answer to `POST /v3/lease/timetolive`: seconds that are left, -1 for a lease that has ended. */
export function readTimeToLive(answer: unknown): Lease {
  const seconds = wholeOf(fieldsOf(answer)['TTL']);
  return seconds === null ? { kind: 'unknown' } : { kind: 'left', seconds: Math.max(seconds, 0) };
}

/** Reads the answer to `GET /v2/keys/?recursive=true`: a tree of nodes; the keys below `dir` nodes with their values and seconds left. */
export function readNodes(answer: unknown): Read<readonly KeyValue[]> {
  const root = objectOf(fieldsOf(answer)['node']);
  if (!root) return { wrong: `the tree of keys is ${objectOf(answer) ? 'an object without a node' : shapeOf(answer)}` };
  const found: KeyValue[] = [];
  const open: Fields[] = [root];
  for (let node = open.pop(); node && found.length < MOST_KEYS; node = open.pop()) {
    for (const child of [...(listOf(node['nodes']) ?? [])].reverse()) open.push(fieldsOf(child));
    if (node['dir'] === true || typeof node['value'] !== 'string') continue;
    const ttl = wholeOf(node['ttl']);
    found.push({ key: textOf(node['key']), value: node['value'], lease: ttl === null ? { kind: 'none' } : { kind: 'left', seconds: ttl } });
  }
  return { value: found };
}

/** What was read of an etcd: the keys that are in a known layout, and how many others there are. */
export interface EtcdAnswers {
  readonly version: string;
  readonly values: readonly KeyValue[];
  readonly others: number;
  readonly notes: readonly RegistryNote[];
}

/** What an etcd said, as services. */
export function etcdReading({ version, values, others, notes }: EtcdAnswers): RegistryReading {
  const { services, notes: ofKeys } = keysReading(values, others);
  return { kind: 'etcd', version, services, notes: [...notes, ...ofKeys] };
}

/** The folders whose values are read: those that hold registrations, and no other. */
export function foldersToRead(keys: readonly string[]): readonly string[] {
  const folders = keys.flatMap((key) => (layoutOf(key) === null ? [] : [key.slice(0, key.lastIndexOf('/') + 1)]));
  return [...new Set(folders)].sort();
}

/** Whether an etcd is the store of a Kubernetes, whose keys hold its secrets. */
export function isOfKubernetes(keys: readonly string[]): boolean {
  return keys.some((key) => key.startsWith('/registry/services/') || key.startsWith('/registry/namespaces/'));
}

/** The end of the range of keys that begin with a prefix: the last byte plus one (etcd's API). */
export function rangeEnd(prefix: string): Uint8Array {
  const bytes = Buffer.from(prefix, 'utf8');
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) + 1;
  return bytes;
}
