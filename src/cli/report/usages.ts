import type { TargetEngine } from '../../domain/engine/target.ts';
import type { ProjectUsage } from '../../domain/usages/projectUsages.ts';
import { printable } from '../../base/printable.ts';

/** Every reader of a link's variable, one line each, and what it gets from the engine; names that no link of the project could mean are left out. */
export function usagesText(usages: readonly ProjectUsage[], target: TargetEngine, unsearched: readonly string[]): string {
  const told = usages.filter(({ links, meant }) => links.length > 0 || meant !== null);
  const lines = told.flatMap((one) => [usageLine(one, target), ...(one.meant === null ? [] : [`  did you mean ${one.meant}?`])]);
  const missed = unsearched.length > 0 ? [`not searched: ${unsearched.join(', ')}`] : [];
  return [...lines, ...missed, closing(told, target)].map((line) => `${printable(line)}\n`).join('');
}

function usageLine(one: ProjectUsage, target: TargetEngine): string {
  const { path, usage } = one;
  const { line, character } = usage.range.start;
  const fallback = usage.hasDefault ? '; the code has a default' : '';
  return `${path}:${line + 1}:${character + 1}: ${usage.name} (${usage.form}) — ${readerWords(one)}, ${originWords(one, target)}${fallback}`;
}

function readerWords({ service, belonging }: ProjectUsage): string {
  if (service === null) return 'in a file of no service';
  return belonging === 'context' ? `read by ${service} if its image holds the file` : `read by ${service}`;
}

function originWords(one: ProjectUsage, target: TargetEngine): string {
  const { links, meantFor, service } = one;
  const named = linkWords(one);
  switch (meantFor) {
    case 'environment':
      return `set by the environment of ${service ?? 'the service'}${links.length > 0 ? `, not by ${named}` : ''}`;
    case 'image':
      return `set by its image${links.length > 0 ? `, not by ${named}` : ''}`;
    case 'kubernetes':
      return 'set by Kubernetes';
    case 'gitlab':
      return 'set by GitLab Runner';
    case 'nobody':
      return links.length > 0 ? `but the source of ${named} exposes no such port` : 'which no link gives';
    case 'unknown':
      return links.length > 0 ? `perhaps from ${named}; ${fateWords(one, target)}` : 'which no link gives';
    case 'link':
      return `${service === null ? 'perhaps ' : ''}from ${named}; ${fateWords(one, target)}`;
  }
}

function linkWords({ links }: ProjectUsage): string {
  const names = [...new Set(links.map(({ raw }) => raw))];
  return `the link${names.length > 1 ? 's' : ''} ${names.join(', ')}`;
}

/** What engines do for the links; where they differ, what is true of the ones that set most. */
function fateWords({ links, exposed }: ProjectUsage, target: TargetEngine): string {
  const has = (mechanism: ProjectUsage['links'][number]['mechanism']): boolean => links.some((link) => link.mechanism === mechanism);
  const differ = new Set(links.map(({ mechanism }) => mechanism)).size > 1 ? ' for those on the default bridge' : '';
  const condition = exposed === null ? ', if the image of its source exposes that port' : '';
  if (has('legacy')) return target <= 28 ? `Docker ${target} sets it${differ}${condition}` : `Docker ${target} does not set it`;
  if (has('unknown')) {
    return target <= 28 ? 'whether it is set depends on a network mode that is not known' : `Docker ${target} does not set it`;
  }
  if (has('dns')) return 'a link on a project network never sets variables';
  return has('refused') ? 'the service does not start with that link' : 'a link under network mode none sets no variables';
}

function closing(told: readonly ProjectUsage[], target: TargetEngine): string {
  if (told.length === 0) return 'No file that was searched reads a variable of a link.';
  const files = new Set(told.map(({ path }) => path)).size;
  const unset = told.filter(({ suppliedBy }) => suppliedBy === 'nobody');
  const defaults = unset.filter(({ usage }) => usage.hasDefault).length;
  const rest = unset.length > 0 ? `; on Docker ${target} nobody sets ${unset.length}, ${defaults} of them with a default in the code` : '';
  return `${told.length} usage${told.length === 1 ? '' : 's'} in ${files} file${files === 1 ? '' : 's'}${rest}`;
}

/** All readers as data; `link` is the only link that a name can mean, by its source and alias. */
export function usagesJson(usages: readonly ProjectUsage[]): string {
  const entries = usages.map((one) => {
    const { usage, path, service, suppliedBy } = one;
    const { line, character } = usage.range.start;
    return {
      path,
      line: line + 1,
      column: character + 1,
      name: usage.name,
      language: usage.language,
      form: usage.form,
      default: usage.hasDefault,
      service,
      link: onlyLink(one),
      supplied_by: suppliedBy,
    };
  });
  const distinct = [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
  return `${JSON.stringify({ version: 1, usages: distinct }, null, 2)}\n`;
}

function onlyLink({ links }: ProjectUsage): { readonly service: string; readonly alias: string } | null {
  const [first] = links;
  if (!first || first.target === null || first.alias === null) return null;
  const same = links.every(({ target, alias }) => target === first.target && alias === first.alias);
  return same ? { service: first.target, alias: first.alias } : null;
}
