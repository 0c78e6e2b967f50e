import { code, prose } from '../../base/markdown.ts';
import type { ScriptFile } from '../../model/scripts.ts';
import type { ScriptLink } from '../../domain/commands/scriptReading.ts';
import type { TargetEngine } from '../../domain/engine/target.ts';
import { contains } from '../../syntax/text.ts';
import type { Position, Range } from '../../syntax/text.ts';

/** What a hover over a `--link` shows, as Markdown in which everything that was read is escaped. */
export interface CommandHover {
  readonly range: Range;
  readonly markdown: string;
}

/** Null where no link is. */
export function commandHover({ links, target }: ScriptFile, position: Position): CommandHover | null {
  const here = links.filter(({ range }) => contains(range, position));
  const [first] = here;
  return first ? { range: first.range, markdown: here.map((link) => linkText(link, target)).join('\n\n---\n\n') } : null;
}

function linkText(link: ScriptLink, target: TargetEngine): string {
  const { receiver, source, alias, reason } = link;
  const head = `**Link** of ${receiver === null ? 'an unknown command' : code(receiver)} to ${code(source)}`;
  const called = alias === null || alias === source ? '' : ` as ${code(alias)}`;
  const instead = reason === null ? instruction(link) : `No safe edit replaces it: ${prose(reason)}`;
  return [`${head}${called}`, `The source is ${prose(link.target)}.`, effect(link, target), instead]
    .filter((line) => line !== '')
    .join('\n\n');
}

/** What the link gives its receiver, by its network and the engine. */
function effect({ alias, source, mechanism }: ScriptLink, target: TargetEngine): string {
  const name = code(alias ?? source);
  switch (mechanism) {
    case 'legacy':
      return legacy(name, target);
    case 'dns':
      return `On this network the link is the name ${name} in Docker’s DNS, for this container alone; it sets no variables on any engine.`;
    case 'none':
      return 'The container has no network, so the link has no effect.';
    case 'refused':
      return 'Docker refuses the link.';
    case 'unknown':
      return 'What becomes of the link, a variable hides.';
  }
}

function legacy(name: string, target: TargetEngine): string {
  switch (target) {
    case 28:
      return `Docker 28 writes a line for ${name} into the hosts file of the container and sets variables for the ports of the source. Docker 29 sets none, and Docker 30 is to drop both.`;
    case 29:
      return `Docker 29 writes a line for ${name} into the hosts file of the container, but sets no variables. Docker 30 is to drop the line, too.`;
    case 30:
      return `Docker 30 is to set neither variables nor a line for ${name} in the hosts file: without the link the default bridge has no names.`;
  }
}

function instruction({ alias, source, mechanism }: ScriptLink): string {
  const named = alias === null || alias === source ? null : `${code(`--network-alias ${alias}`)} at the command that makes ${code(source)}`;
  if (mechanism === 'dns') return named === null ? '' : `Instead: ${named}.`;
  if (mechanism !== 'legacy') return '';
  const networks = `${code('docker network create NAME')}, ${code('--network NAME')} at both commands`;
  return `Instead: ${networks}${named === null ? '' : `, and ${named}`}.`;
}

/** The fix of a script's links as a menu shows it. */
export interface CommandFix {
  readonly title: string;
  readonly ranges: readonly Range[];
  /** Why there is none; null when there is one. */
  readonly refused: string | null;
  /** What a person has to agree to; null for nothing. */
  readonly asks: string | null;
}

/** Null where the range touches no link; commands that belong together are fixed together, so that there is one fix a file. */
export function commandFix({ links }: ScriptFile, range: Range): CommandFix | null {
  const here = links.filter(
    (link) => contains(link.range, range.start) || contains(link.range, range.end) || contains(range, link.range.start),
  );
  const [first] = here;
  if (!first) return null;
  const fixable = links.filter(({ reason }) => reason === null);
  const isFixable = here.some(({ reason }) => reason === null);
  const isLegacy = fixable.some(({ mechanism }) => mechanism === 'legacy');
  return {
    title: isLegacy ? 'Replace links of these commands by a network' : 'Replace links of these commands by network aliases',
    ranges: fixable.map((link) => link.range),
    refused: isFixable ? null : first.reason,
    asks: isLegacy
      ? 'The containers have to be made anew: those that exist already stay on the bridge, also where a command starts them. What their images read of the links’ variables is no longer set.'
      : null,
  };
}

/** What sets a variable in GitLab's jobs, as Markdown. */
export function gitlabHover({ image, alias }: { readonly image: string; readonly alias: string }): string {
  return [
    `Set by GitLab Runner, which links the service ${code(image)} to the job as ${code(alias)}, as long as \`FF_NETWORK_PER_BUILD\` is not on.`,
    `The runner’s engine sets such variables up to Docker 28, and later ones do not. Instead: the name ${code(alias)} as the host, which the job resolves either way.`,
  ].join('\n\n');
}
