import { DockerfileParser, Env, From } from 'dockerfile-ast';
import type { Instruction } from 'dockerfile-ast';
import type { Written } from '../text.ts';
import { plainRange, variablesOf } from './environment.ts';
import type { DockerfileVariable } from './environment.ts';
import { substitute } from './substitute.ts';

/** What a Dockerfile gives the image of one stage, stages that it builds upon included. */
export interface DockerfileReading {
  /** The items of `EXPOSE`; with known variables replaced, with others as written (`$PORT`). */
  readonly expose: readonly Written<string>[];
  /** Of a variable that is set twice the last setting. */
  readonly env: readonly DockerfileVariable[];
  /** The image that the stage starts from; null when variables hide it or there is none. */
  readonly from: string | null;
  /** Why the file could not be read. */
  readonly fault: string | null;
}

interface Stage {
  readonly name: string | null;
  readonly from: string | null;
  readonly expose: Written<string>[];
  readonly env: Map<string, DockerfileVariable>;
}

/** Reads the stage named `target` (or its number), by default the last one; never throws. */
export function readDockerfile(text: string, target: string | null = null): DockerfileReading {
  try {
    // A byte order mark would count as the first instruction's first letter; places stay.
    const stages = stagesOf(DockerfileParser.parse(text.replace(/^\uFEFF/, ' ')).getInstructions());
    const wanted = target === null ? undefined : (stageNamed(stages, target) ?? stages[numberOf(target)]);
    const stage = wanted ?? stages.at(-1);
    if (!stage) return { expose: [], env: [], from: null, fault: null };
    return { expose: stage.expose, env: [...stage.env.values()], from: stage.from, fault: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { expose: [], env: [], from: null, fault: `The Dockerfile cannot be read: ${reason}.` };
  }
}

function stageNamed(stages: readonly Stage[], name: string): Stage | undefined {
  return stages.findLast((stage) => stage.name === name.toLowerCase());
}

function numberOf(target: string): number {
  return /^\d{1,6}$/.test(target) ? Number(target) : -1;
}

function stagesOf(instructions: readonly Instruction[]): readonly Stage[] {
  const stages: Stage[] = [];
  for (const instruction of instructions) {
    const stage = stages.at(-1);
    if (instruction instanceof From) stages.push(started(instruction, stages));
    else if (instruction instanceof Env) set(stage, instruction);
    else if (instruction.getKeyword() === 'EXPOSE') expose(stage, instruction);
  }
  return stages;
}

/** A stage that starts from an earlier one has what that one has. */
function started(from: From, stages: readonly Stage[]): Stage {
  const image = from.getImage();
  const base = image === null ? undefined : stageNamed(stages, image);
  const name = from.getBuildStage()?.toLowerCase() ?? null;
  if (base) return { name, from: base.from, expose: [...base.expose], env: new Map(base.env) };
  return { name, from: image?.includes('$') ? null : image, expose: [], env: new Map() };
}

function set(stage: Stage | undefined, instruction: Env): void {
  if (!stage) return;
  for (const variable of variablesOf(instruction, stage.env)) {
    stage.env.delete(variable.name);
    stage.env.set(variable.name, variable);
  }
}

function expose(stage: Stage | undefined, instruction: Instruction): void {
  if (!stage) return;
  for (const argument of instruction.getArguments()) {
    const written = argument.getValue().replace(/^(["'])(.*)\1$/, '$2');
    stage.expose.push({ value: substitute(written, stage.env) ?? written, range: plainRange(argument.getRange()) });
  }
}
