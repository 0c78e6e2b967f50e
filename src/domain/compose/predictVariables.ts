import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import { linkVariables } from '../env/linkVariables.ts';
import { linkPrefix } from '../env/prefix.ts';
import type { TargetEngine } from '../engine/target.ts';
import { maskSecret } from '../secrets.ts';
import type { FileLink } from './fileLinks.ts';

/** A variable with how its value is known: `unknown` where a part of it, in `<…>` or behind a `$`, is told by no file. */
interface PredictedVariable {
  readonly name: string;
  readonly value: string;
  readonly how: 'predicted' | 'unknown';
}

/** What a file alone tells of the variables of one link; secret values are masked, what no file tells is a placeholder in `<…>`. */
export interface PredictedVariables {
  /** Whether the target engine sets them: legacy links up to Docker 28 only, unless the daemon keeps them. */
  readonly set: boolean;
  readonly variables: readonly PredictedVariable[];
  /** Whether the image may add ports and variables that no file names. */
  readonly imageUnknown: boolean;
}

const RANGE = /^(\d+)-(\d+)$/;
const MOST_PORTS = 1000;

/** The variables that a legacy link of a compose file sets, or set up to Docker 28; none for a link of any other mechanism. */
export function predictVariables(link: FileLink, source: ComposeService | undefined, target: TargetEngine): PredictedVariables {
  if (link.mechanism !== 'legacy' || link.alias === null) return { set: false, variables: [], imageUnknown: false };
  const name = link.target ?? link.raw;
  const variables = linkVariables(
    {
      alias: link.alias,
      fullName: `/<container of ${link.service}>/${link.alias}`,
      address: `<address of ${name}>`,
      exposedPorts: source ? exposedPorts(source) : [],
      sourceEnv: source ? source.environment.map((entry) => `${entry.name}=${shown(entry.name, entry.value)}`) : [],
    },
    'tcp-first',
  );
  const open = new Set(source?.environment.filter(({ value }) => value === null || value.includes('$')).map((entry) => entry.name));
  const known = (suffix: string, value: string): boolean => {
    const own = /^ENV_(.*)$/s.exec(suffix)?.[1];
    return own === undefined ? !value.includes('<') : !open.has(own);
  };
  const prefix = `${linkPrefix(link.alias)}_`;
  return {
    set: target <= 28,
    variables: variables.map(({ name, value }) => ({
      name,
      value,
      how: known(name.slice(prefix.length), value) ? 'predicted' : 'unknown',
    })),
    imageUnknown: true,
  };
}

function shown(name: string, value: string | null): string {
  return value === null ? `<value of ${name}>` : maskSecret(name, value);
}

/** `expose` and the container side of `ports`, ranges expanded, each once; entries that hold a variable are left out. */
function exposedPorts({ expose, ports }: ComposeService): readonly string[] {
  const keys = [...expose, ...ports].flatMap(({ value }) => {
    const [numbers = '', proto = 'tcp'] = value.split('/');
    return expanded(numbers).map((number) => `${number}/${proto.toLowerCase()}`);
  });
  return [...new Set(keys)];
}

function expanded(numbers: string): readonly string[] {
  if (/^\d+$/.test(numbers)) return [numbers];
  const [, first, last] = RANGE.exec(numbers) ?? [];
  if (first === undefined || last === undefined) return [];
  const count = Math.min(Number(last) - Number(first) + 1, MOST_PORTS);
  return Array.from({ length: Math.max(count, 0) }, (_, index) => String(Number(first) + index));
}
