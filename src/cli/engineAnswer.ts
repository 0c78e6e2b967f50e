import { readFile } from 'node:fs/promises';
import type { ContainerDetail, EngineFacts } from '../domain/engine/container.ts';
import { engineLinks } from '../domain/engine/engineLinks.ts';
import type { EngineFault } from '../domain/engine/health.ts';
import type { EngineImages } from '../domain/engine/image.ts';
import type { TargetEngine } from '../domain/engine/target.ts';
import type { Measurement } from '../domain/names/measured.ts';
import type { ReceiverEvidence } from '../domain/verdicts/evidence.ts';
import { connectedTarget } from '../model/engineView.ts';
import type { EngineApi } from '../sources/engine/api.ts';
import type { EngineName } from '../sources/engine/contexts.ts';
import { inspectText, readDump } from '../sources/engine/dump.ts';
import type { DumpGap } from '../sources/engine/dump.ts';
import { inParallel } from '../sources/engine/inParallel.ts';
import { measureNames } from '../sources/engine/measure.ts';
import { readAll } from '../sources/engine/readAll.ts';
import { readEvidence, readIcc, readLookup } from '../sources/engine/readEvidence.ts';
import { readInspected } from '../sources/engine/readInspected.ts';
import { WantedImages } from '../sources/engine/wantedImages.ts';
import { reasonOf } from './files.ts';

/** What a running engine told, or a text with the output of `docker inspect`. */
export interface EngineAnswer {
  readonly facts: EngineFacts;
  readonly evidence: readonly ReceiverEvidence[];
  /** The images that were asked for. */
  readonly images?: EngineImages;
  /** What the output of `docker inspect` cannot tell; nothing for an engine. */
  readonly gaps: readonly DumpGap[];
}

/** The same with what is needed to make containers anew. */
export interface InspectedAnswer extends EngineAnswer {
  /** Containers that were asked for, and their images, by id, as they were told; all there are in the output of `docker inspect`. */
  readonly inspected: ReadonlyMap<string, unknown>;
  /** The engine's address; null for the output of `docker inspect`. */
  readonly address: string | null;
}

/** What is wanted besides: of containers by id what they hold, and what the engine says of them as it came; and of images. */
export interface Wishes {
  readonly evidence?: (facts: EngineFacts) => readonly string[];
  readonly inspected?: (facts: EngineFacts) => readonly string[];
  /** Images, by name. */
  readonly images?: readonly string[];
}

/** Reads the engine that is named, null for the one that Docker's command line would ask, in every container that has links or is wanted besides its first process's variables and its hosts file, and what else is wanted. */
export async function askEngine(name: EngineName | null, wishes: Wishes = {}): Promise<InspectedAnswer | EngineFault> {
  const { findEngine } = await import('../sources/engine/client.ts');
  const api = await findEngine(name);
  if ('fault' in api) return api;
  const answer = await answerOf(api, wishes);
  api.close();
  return answer;
}

/** Which containers are to be asked for which names, once it is known how each looks names up; none where nobody is to be asked. */
export type ToMeasure = (answer: NamesAnswer) => ReadonlyMap<ContainerDetail, readonly string[]>;

/** Reads the engine and, in its running containers, how each looks names up; and asks those for names that are to be asked. */
export async function askNames(name: EngineName | null, toMeasure: ToMeasure = () => new Map()): Promise<NamesAnswer | EngineFault> {
  const { findEngine } = await import('../sources/engine/client.ts');
  const api = await findEngine(name);
  if ('fault' in api) return api;
  const read = await readAll(api);
  if ('fault' in read) return read;
  const facts = read.value;
  const options = { api, facts, now: () => new Date().toISOString(), signal: new AbortController().signal };
  const lookups = new Map<string, Lookup>();
  await inParallel(
    facts.details.filter(({ running }) => running),
    async (receiver) => {
      lookups.set(receiver.id, await readLookup(receiver, options));
    },
  );
  const answer = { facts, evidence: [...lookups.values()].map(({ evidence }) => evidence), gaps: [], lookups, measured: new Map() };
  const measured = new Map<string, Measured>();
  for (const [receiver, wanted] of toMeasure(answer)) measured.set(receiver.id, await measureNames(receiver, wanted, options));
  api.close();
  return { ...answer, measured };
}

/** What a container was told when it was asked for names, or why nothing was learnt. */
type Measured = Measurement | { readonly fault: string };

/** How one container looks names up. */
type Lookup = Awaited<ReturnType<typeof readLookup>>;

/** An engine, and how its containers look names up; the output of `docker inspect` tells nothing of the latter. */
export interface NamesAnswer extends EngineAnswer {
  readonly lookups: ReadonlyMap<string, Lookup>;
  /** What containers were told that were asked for names, by id. */
  readonly measured: ReadonlyMap<string, Measured>;
}

async function answerOf(api: EngineApi, wishes: Wishes): Promise<InspectedAnswer | EngineFault> {
  const read = await readAll(api);
  if ('fault' in read) return read;
  const facts = read.value;
  const options = { api, facts, now: () => new Date().toISOString(), signal: new AbortController().signal };
  const linked = new Set([...engineLinks(facts, false).map(({ receiverId }) => receiverId), ...(wishes.evidence?.(facts) ?? [])]);
  const receivers = facts.details.filter(({ id }) => linked.has(id));
  const evidence: ReceiverEvidence[] = [];
  await inParallel(receivers, async (receiver) => {
    evidence.push(await readEvidence(receiver, options));
  });
  const known = new WantedImages();
  known.want(wishes.images ?? []);
  await known.read(api, options.signal);
  const icc = receivers.length > 0 ? await readIcc(options) : undefined;
  const inspected = await readInspected(api, wishes.inspected?.(facts) ?? []);
  return {
    facts: { ...facts, ...(icc !== undefined && { icc }) },
    evidence,
    images: known.known,
    gaps: [],
    inspected,
    address: api.address,
  };
}

/** Reads a file with the output of `docker inspect`, `-` for the standard input; where nothing of it can be used, why. */
export async function readInspect(
  path: string,
  target: TargetEngine | null,
): Promise<{ readonly answer: InspectedAnswer | null; readonly problems: readonly string[] }> {
  try {
    return inspectAnswer(inspectText(path === '-' ? await standardInput() : await readFile(path)), target);
  } catch (error) {
    return { answer: null, problems: [reasonOf(error)] };
  }
}

/** The answer that a text holds, for the engine that is named, since the text names none. */
export function inspectAnswer(
  text: string,
  target: TargetEngine | null,
): { readonly answer: InspectedAnswer | null; readonly problems: readonly string[] } {
  const { facts, evidence, inspected, gaps, problems } = readDump(text);
  if (facts.details.length === 0) return { answer: null, problems };
  if (target === null) return { answer: { facts, evidence, inspected, gaps, address: null }, problems };
  const version = { ...facts.version, version: String(target), apiVersion: target === 28 ? '1.51' : '1.52' };
  const rest = gaps.filter(({ code }) => code !== 'version');
  return { answer: { facts: { ...facts, version }, evidence, inspected, gaps: rest, address: null }, problems };
}

/** The version that an engine is judged for: the one asked for, else its own, else 29. */
export function targetFor({ facts }: EngineAnswer, asked: TargetEngine | null): TargetEngine {
  return asked ?? connectedTarget([facts]) ?? 29;
}

async function standardInput(): Promise<Uint8Array> {
  const end = process.platform === 'win32' ? 'Control+Z and Enter' : 'Control+D';
  if (process.stdin.isTTY) process.stderr.write(`Paste the output of docker inspect, then press ${end} on a line of its own.\n`);
  const pieces: Uint8Array[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
}
