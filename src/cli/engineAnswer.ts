import { readFile } from 'node:fs/promises';
import type { EngineFacts } from '../domain/engine/container.ts';
import { engineLinks } from '../domain/engine/engineLinks.ts';
import type { EngineFault } from '../domain/engine/health.ts';
import type { TargetEngine } from '../domain/engine/target.ts';
import type { ReceiverEvidence } from '../domain/verdicts/evidence.ts';
import { connectedTarget } from '../model/engineView.ts';
import type { EngineApi } from '../sources/engine/api.ts';
import type { EngineName } from '../sources/engine/contexts.ts';
import { inspectText, readDump } from '../sources/engine/dump.ts';
import type { DumpGap } from '../sources/engine/dump.ts';
import { inParallel } from '../sources/engine/inParallel.ts';
import { readAll } from '../sources/engine/readAll.ts';
import { readEvidence, readIcc } from '../sources/engine/readEvidence.ts';
import { reasonOf } from './files.ts';

/** What a running engine told, or a text with the output of `docker inspect`. */
export interface EngineAnswer {
  readonly facts: EngineFacts;
  readonly evidence: readonly ReceiverEvidence[];
  /** What the output of `docker inspect` cannot tell; nothing for an engine. */
  readonly gaps: readonly DumpGap[];
}

/** Reads the engine that is named, null for the one that Docker's command line would ask, and, in every container that has links or is wanted besides, its first process's variables and its hosts file. */
export async function askEngine(
  name: EngineName | null,
  wanted: (facts: EngineFacts) => readonly string[] = () => [],
): Promise<EngineAnswer | EngineFault> {
  const { findEngine } = await import('../sources/engine/client.ts');
  const api = await findEngine(name);
  if ('fault' in api) return api;
  const answer = await answerOf(api, wanted);
  api.close();
  return answer;
}

async function answerOf(api: EngineApi, wanted: (facts: EngineFacts) => readonly string[]): Promise<EngineAnswer | EngineFault> {
  const read = await readAll(api);
  if ('fault' in read) return read;
  const facts = read.value;
  const options = { api, facts, now: () => new Date().toISOString(), signal: new AbortController().signal };
  const linked = new Set([...engineLinks(facts, false).map(({ receiverId }) => receiverId), ...wanted(facts)]);
  const receivers = facts.details.filter(({ id }) => linked.has(id));
  const evidence: ReceiverEvidence[] = [];
  await inParallel(receivers, async (receiver) => {
    evidence.push(await readEvidence(receiver, options));
  });
  const icc = receivers.length > 0 ? await readIcc(options) : undefined;
  return { facts: { ...facts, ...(icc !== undefined && { icc }) }, evidence, gaps: [] };
}

/** Reads a file with the output of `docker inspect`, `-` for the standard input; where nothing of it can be used, why. */
export async function readInspect(
  path: string,
  target: TargetEngine | null,
): Promise<{ readonly answer: EngineAnswer | null; readonly problems: readonly string[] }> {
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
): { readonly answer: EngineAnswer | null; readonly problems: readonly string[] } {
  const { facts, evidence, gaps, problems } = readDump(text);
  if (facts.details.length === 0) return { answer: null, problems };
  if (target === null) return { answer: { facts, evidence, gaps }, problems };
  const version = { ...facts.version, version: String(target), apiVersion: target === 28 ? '1.51' : '1.52' };
  const rest = gaps.filter(({ code }) => code !== 'version');
  return { answer: { facts: { ...facts, version }, evidence, gaps: rest }, problems };
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
