import { readFileSync, statSync } from 'node:fs';
import { chain } from '../../domain/fixes/chain.ts';
import type { SpanEdit } from '../../domain/fixes/page.ts';
import type { FileEdits, NoRewrite, Rewrite, RewrittenLink } from '../../domain/fixes/rewrite.ts';
import { codeFileOf } from '../../domain/usages/codeFile.ts';
import { discoveryRewrite } from '../../domain/usages/discoveryRewrite.ts';
import type { DiscoveryWish } from '../../domain/usages/discoveryRewrite.ts';
import { projectUsages } from '../../domain/usages/projectUsages.ts';
import type { Receiver, UsedLink } from '../../domain/usages/projectUsages.ts';
import { receiversOf } from '../../domain/usages/receivers.ts';
import { Lines } from '../../syntax/text.ts';
import type { ReadersOptions } from '../requests.ts';
import { readComposes, searchCode } from '../usages/findUsages.ts';
import type { SearchedCode } from '../usages/findUsages.ts';
import { unifiedDiff } from './diff.ts';
import { decoded } from './desk.ts';
import type { ChangedFile } from './desk.ts';
import type { Fixed } from './fixFiles.ts';
import { shownPath } from './project.ts';
import { replaceFile } from './write.ts';

/** Has code ask for other names than variables of links, and sets those for the services that run it; one link after the other, each in the texts that those before it left. */
export async function rewriteReaders({ paths, project, mode, only, keepOld }: ReadersOptions): Promise<Fixed> {
  const searches: SearchedCode[] = [];
  for (const path of project ? [project] : paths) searches.push(await searchCode(path, ENGINE));
  const texts = new Texts();
  const rewrites: Rewrite[] = [];
  const kept: NoRewrite[] = [];
  const done = new Set<string>();
  let now = await stateOf(searches, texts);
  const ranges = new Map(now.links.map((link) => [keyOf(link), link.range]));
  const asRead = (one: RewrittenLink): RewrittenLink => ({ ...one, range: ranges.get(keyOf({ ...one, compose: one.path })) ?? one.range });
  const missing = only.filter((each) => !now.links.some((link) => isNamed(each, link)));
  const isWanted = (link: UsedLink): boolean => only.length === 0 || only.some((each) => isNamed(each, link));
  for (const link of now.links.filter(isWanted)) {
    if (done.has(keyOf(link))) continue;
    const { usages, environmentOf, aliasesOf } = now;
    if (only.length === 0 && !usages.some(({ service, links }) => service !== null && links.some((one) => keyOf(one) === keyOf(link))))
      continue;
    const way = discoveryRewrite({ usages, link, keepOld, environmentOf, aliasesOf, textOf: (path) => texts.text(path) });
    if (way.kind === 'refused') {
      const links: readonly RewrittenLink[] = way.links.length > 0 ? way.links : [{ path: link.compose, ...link }];
      kept.push({ ...way, links: links.map(asRead) });
      continue;
    }
    for (const { path, service, raw } of way.links) done.add(keyOf({ compose: path, service, raw }));
    rewrites.push({ ...way, links: way.links.map(asRead) });
    texts.put(way.files);
    now = await stateOf(searches, texts);
  }
  const problems = [
    ...searches.flatMap((search) => search.problems),
    ...missing.map(({ service, raw }) => ({
      path: `--only ${service}${raw === null ? '' : `=${raw}`}`,
      message: 'There is no such link.',
    })),
  ];
  const unsearched = [...new Set(searches.flatMap((search) => search.unsearched))];
  const composes = new Set(searches.flatMap((search) => search.composes.map(({ path }) => path)));
  return { rewrites, kept, problems, unsearched, shown, files: await texts.close(mode, composes) };
}

function shown(path: string): string {
  return shownPath(process.cwd(), path);
}

/** Whose variable a reader reads is the same for all engines. */
const ENGINE = 29;

/** The links and their readers, as the texts are now. */
interface State extends Pick<DiscoveryWish, 'usages' | 'environmentOf' | 'aliasesOf'> {
  readonly links: readonly UsedLink[];
}

async function stateOf(searches: readonly SearchedCode[], texts: Texts): Promise<State> {
  const read = await Promise.all(searches.map((search) => readComposes(search, { target: ENGINE, textOf: (path) => texts.changed(path) })));
  const composes = [...new Map(read.flatMap((one) => one.composes).map((one) => [one.path, one])).values()];
  const receivers = composes.flatMap((one) => receiversOf(one, (path) => texts.text(path)));
  const found = new Map(searches.flatMap((search) => search.found).map((file) => [file.path, file]));
  const files = [...found.values()].flatMap((file) => {
    const text = texts.changed(file.path);
    return text === null ? [file] : (codeFileOf(file.path, text) ?? []);
  });
  const known = new Map(receivers.map((one) => [JSON.stringify([one.compose, one.service]), one]));
  const receiverOf = (compose: string, service: string): Receiver | undefined => known.get(JSON.stringify([compose, service]));
  return {
    links: receivers.flatMap(({ compose, links }) => links.map(({ link }) => ({ ...link, compose }))),
    usages: projectUsages(files, { receivers, target: ENGINE }),
    environmentOf: (compose, service) => [...(receiverOf(compose, service)?.environment ?? [])],
    aliasesOf: (compose, service) => receiverOf(compose, service)?.links.flatMap(({ names }) => names) ?? [],
  };
}

function isNamed({ service, raw }: ReadersOptions['only'][number], link: UsedLink): boolean {
  return link.service === service && (raw === null || link.raw === raw);
}

function keyOf({ compose, service, raw }: Pick<UsedLink, 'compose' | 'service' | 'raw'>): string {
  return JSON.stringify([compose, service, raw]);
}

/** Larger files are not read, in bytes; a search reads none, either. */
const LARGEST = 1_000_000;

/** A file as it was read, and what has become of it. */
interface Sheet {
  readonly bytes: Uint8Array;
  readonly before: string;
  text: string;
  edits: readonly SpanEdit[];
}

/** The texts of a run, each read once. */
class Texts {
  readonly #sheets = new Map<string, Sheet | null>();

  /** As it is now; null for a file that cannot be read. */
  text(path: string): string | null {
    return this.#sheet(path)?.text ?? null;
  }

  /** Null for a text that is as it was read. */
  changed(path: string): string | null {
    const sheet = this.#sheets.get(path);
    return sheet && sheet.edits.length > 0 ? sheet.text : null;
  }

  put(files: readonly FileEdits[]): void {
    for (const { path, edits, text } of files) {
      const sheet = this.#sheet(path);
      if (!sheet) continue;
      const lines = new Lines(sheet.text);
      const second = edits.map(({ range, newText }) => ({ ...lines.span(range), newText })).toSorted((a, b) => a.start - b.start);
      sheet.edits = chain(sheet.before.length, sheet.edits, second);
      sheet.text = text;
    }
  }

  /** What the services are given is written first: code that asks for names which nobody sets would be worse than what was there. */
  async close(mode: ReadersOptions['mode'], composes: ReadonlySet<string>): Promise<readonly ChangedFile[]> {
    const files: ChangedFile[] = [];
    const order = (path: string): number => (composes.has(path) ? 0 : 1);
    let failed: string | null = null;
    for (const [path, sheet] of [...this.#sheets].toSorted(([a], [b]) => order(a) - order(b) || (a < b ? -1 : 1))) {
      if (!sheet || sheet.edits.length === 0) continue;
      const name = shown(path);
      const lines = new Lines(sheet.before);
      const ranged = sheet.edits.map(({ start, end, newText }) => ({ range: lines.range({ start, end }), newText }));
      const diff = unifiedDiff(name, sheet.before, ranged);
      const barred: string | null = failed === null ? null : `Nothing was written here, because ${failed} was not.`;
      const error: string | null = mode === 'write' ? (barred ?? (await replaceFile(path, sheet.bytes, sheet.text))) : null;
      if (error !== null && composes.has(path)) failed ??= name;
      files.push({ path: name, diff, written: mode === 'write' && error === null, error });
    }
    return files;
  }

  #sheet(path: string): Sheet | null {
    const known = this.#sheets.get(path);
    if (known !== undefined) return known;
    const sheet = readSheet(path);
    this.#sheets.set(path, sheet);
    return sheet;
  }
}

/** Null for what is no file in UTF-8, or is large. */
function readSheet(path: string): Sheet | null {
  try {
    const there = statSync(path);
    if (!there.isFile() || there.size > LARGEST) return null;
    const bytes = readFileSync(path);
    const text = decoded(bytes);
    return text === null ? null : { bytes, before: text, text, edits: [] };
  } catch {
    return null;
  }
}
