import type { ContainerDetail, EngineFacts } from '../../domain/engine/container.ts';
import { readHosts } from '../../domain/hosts/hostsFile.ts';
import { readResolvConf } from '../../domain/names/resolvConf.ts';
import type { Resolver } from '../../domain/names/resolvConf.ts';
import { unread } from '../../domain/verdicts/evidence.ts';
import type { Reading, ReceiverEvidence } from '../../domain/verdicts/evidence.ts';
import type { FirstEnvironment } from '../../domain/verdicts/firstEnvironment.ts';
import { printedEnvironment } from '../../domain/verdicts/firstEnvironment.ts';
import { isFault } from './api.ts';
import type { EngineApi } from './api.ts';
import { bridgeRequest, decodeFile, decodeIcc, decodeTop, environmentRequest, hostsRequest, resolvConfRequest } from './evidence.ts';
import type { Request } from './evidence.ts';

/** What reading evidence needs. */
export interface EvidenceOptions {
  readonly api: EngineApi;
  readonly facts: EngineFacts;
  /** The time of day as an RFC 3339 text. */
  readonly now: () => string;
  readonly signal: AbortSignal;
}

/** What one receiver holds now: its first process's variables and its hosts file; nothing is run in the container. */
export async function readEvidence(receiver: ContainerDetail, options: EvidenceOptions): Promise<ReceiverEvidence> {
  const isPodman = options.facts.version.product === 'podman';
  const [environment, hosts, resolver] = await Promise.all([
    readEnvironment(receiver, options),
    readHostsFile(receiver, options),
    isPodman ? readResolver(receiver, options) : undefined,
  ]);
  return { receiverId: receiver.id, environment, hosts, ...(resolver && { resolver }) };
}

/** How one container looks names up: its hosts file, and what its `resolv.conf` says, where the engine tells them. */
export async function readLookup(
  receiver: ContainerDetail,
  options: EvidenceOptions,
): Promise<{ readonly evidence: ReceiverEvidence; readonly resolver?: Resolver }> {
  const [hosts, resolver] = await Promise.all([readHostsFile(receiver, options), readResolver(receiver, options)]);
  const evidence = { receiverId: receiver.id, environment: unread<FirstEnvironment>('not-asked'), hosts };
  return { evidence, ...(resolver && { resolver }) };
}

async function readResolver({ id }: ContainerDetail, { api, signal }: EvidenceOptions): Promise<Resolver | undefined> {
  const { path, query } = resolvConfRequest(id);
  const answer = await api.get(path, query, signal);
  const file = isFault(answer) ? null : decodeFile(answer.value);
  return file && 'value' in file ? readResolvConf(file.value) : undefined;
}

/** Whether containers on the default bridge reach each other without a link; undefined when the engine does not tell. */
export async function readIcc({ api, signal }: EvidenceOptions): Promise<boolean | undefined> {
  const { path, query } = bridgeRequest();
  const answer = await api.get(path, query, signal);
  const decoded = isFault(answer) ? null : decodeIcc(answer.value);
  return decoded && 'value' in decoded ? decoded.value : undefined;
}

async function readEnvironment(receiver: ContainerDetail, options: EvidenceOptions): Promise<ReceiverEvidence['environment']> {
  if (!receiver.running) return unread('not-running');
  const request = environmentRequest(receiver.id);
  const answer = await options.api.get(request.path, request.query, options.signal);
  if (isFault(answer)) return unread('refused', answer.fault);
  const printed = decodeTop(answer.value, receiver.state.pid);
  if ('wrong' in printed) return unread('refused', printed.wrong);
  const environment = printed.value === null ? null : printedEnvironment(printed.value, receiver, options.facts);
  return environment ? read(environment, request, options) : unread('not-shown');
}

async function readHostsFile({ id }: ContainerDetail, options: EvidenceOptions): Promise<ReceiverEvidence['hosts']> {
  const request = hostsRequest(id);
  const answer = await options.api.get(request.path, request.query, options.signal);
  if (isFault(answer)) return unread('refused', answer.fault);
  const text = decodeFile(answer.value);
  return 'wrong' in text ? unread('refused', text.wrong) : read(readHosts(text.value), request, options);
}

function read<T>(value: T, { path, query }: Request, { now }: EvidenceOptions): Reading<T> {
  return { kind: 'read', value, request: `GET ${path}?${new URLSearchParams(query).toString()}`, at: now() };
}
