import { ExcerptBuilder } from '../shell/excerpt.ts';
import type { Excerpt } from '../shell/excerpt.ts';
import { linesOf } from '../shell/lines.ts';
import type { Span } from '../text.ts';
import { parseYaml } from '../yaml/parse.ts';
import type { YamlNode, YamlScalar } from '../yaml/tree.ts';

/** The keys under which CI services keep commands: GitLab, GitHub, Travis, CircleCI, Drone, Bitbucket, Azure, AppVeyor, Wercker. */
const KEYS = new Set(
  'script before_script after_script before_install install after_success after_failure before_deploy run command commands override pre post bash code build_script test_script'.split(
    ' ',
  ),
);

/** The commands in a CI service's file, each text a script of its own. */
export function ciExcerpts(text: string): readonly Excerpt[] {
  const found: Excerpt[] = [];
  const root = parseYaml(text).root;
  const apart = jobsApart(text, root);
  const visit = (node: YamlNode | null, path: readonly string[]): void => {
    if (node?.kind === 'seq') for (const item of node.items) visit(item, path);
    if (node?.kind === 'map') for (const { key, value } of node.entries) visit(value, [...path, key.text]);
    if (node?.kind !== 'scalar' || !KEYS.has(path.at(-1) ?? '')) return;
    const group = groupOf(path);
    const excerpt = scalarExcerpt(text, node, group);
    if (excerpt) found.push(apart.has(group) ? { ...excerpt, machine: group } : excerpt);
  };
  visit(root, []);
  return found;
}

/** Machines that GitHub starts anew for each job; what an expression stands for is one of them where nothing speaks of others. */
const HOSTED = /^(?:ubuntu|windows|macos)-|^\$\{\{/;

/** The groups of the jobs that have a machine of their own, at GitHub and CircleCI; machines of a person's own may run several jobs. */
function jobsApart(text: string, root: YamlNode | null): ReadonlySet<string> {
  const jobs = valueOf(root, 'jobs');
  if (jobs?.kind !== 'map' || text.includes('self-hosted')) return new Set();
  const apart = jobs.entries.filter(({ value }) => {
    const runsOn = valueOf(value, 'runs-on');
    if (runsOn !== null) return runsOn.kind === 'scalar' && HOSTED.test(runsOn.text);
    const size = valueOf(value, 'resource_class');
    const isCircle = ['docker', 'machine', 'executor'].some((key) => valueOf(value, key) !== null);
    return isCircle && !(size?.kind === 'scalar' && size.text.includes('/'));
  });
  return new Set(apart.map(({ key }) => groupOf(['jobs', key.text])));
}

function valueOf(node: YamlNode | null, key: string): YamlNode | null {
  return node?.kind === 'map' ? (node.entries.find((entry) => entry.key.text === key)?.value ?? null) : null;
}

/** The job that a path leads through; keys at the top that hold commands belong to the one job there is. */
function groupOf([top = '', second = '']: readonly string[]): string {
  if (KEYS.has(top)) return '';
  return top === 'jobs' ? `job ${second}` : `job ${top}`;
}

/** Null for a text whose lines or escapes hide where its characters stand. */
function scalarExcerpt(text: string, { style, span, text: value }: YamlScalar, group: string): Excerpt | null {
  const builder = new ExcerptBuilder(text);
  switch (style) {
    case 'literal':
    case 'folded':
      takeBlock(text, builder, { span, isFolded: style === 'folded' });
      return builder.done(group);
    case 'plain': {
      if (value !== text.slice(span.start, span.end)) return null;
      builder.take(span, isItem(text, span.start));
      return builder.done(group);
    }
    case 'single':
    case 'double': {
      const inner = { start: span.start + 1, end: span.end - 1 };
      if (value !== text.slice(inner.start, inner.end)) return null;
      builder.take(inner, false);
      return builder.done(group);
    }
  }
}

/** Whether a scalar is all that stands behind the dash of its line. */
function isItem(text: string, start: number): boolean {
  return /^[ \t]*- +$/.test(text.slice(Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1, start));
}

/** The lines of a block scalar without their common indentation; those of a folded one are one line as long as they are indented alike. */
function takeBlock(text: string, builder: ExcerptBuilder, { span, isFolded }: { readonly span: Span; readonly isFolded: boolean }): void {
  const [, ...lines] = linesOf(text.slice(span.start, span.end));
  const first = lines.find((line) => line.text.trim() !== '');
  const indent = /^ */.exec(first?.text ?? '')?.[0].length ?? 0;
  for (const line of lines) {
    const start = span.start + Math.min(line.start + indent, line.end);
    const end = span.start + line.end;
    builder.take({ start, end }, !isFolded);
    if (line.next > line.end)
      builder.put(isFolded && line.text.trim() !== '' ? ' ' : '\n', { start: end, end: span.start + line.next }, false);
  }
}
