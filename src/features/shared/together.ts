import { projectsOf } from '../../domain/fixes/carryOut.ts';
import { beside, chain } from '../../domain/fixes/chain.ts';
import { replaceAll } from '../../domain/fixes/replaceAll.ts';
import { rewritesOf } from '../../domain/fixes/rewriteLinks.ts';
import type { NoRewrite, Rewrite, RewriteScope, RewrittenLink } from '../../domain/fixes/rewrite.ts';
import { v1Rewrite } from '../../domain/fixes/v1Rewrite.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import type { AroundFile } from '../../model/surroundings.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import { Lines, applyEdits } from '../../syntax/text.ts';
import type { Span, TextEdit } from '../../syntax/text.ts';
import type { SpanEdit } from '../../domain/fixes/page.ts';
import { hasLinks } from './parties.ts';
import type { Party } from './parties.ts';
import { scopeOf } from './scope.ts';

/** A file that is edited, as it is and as it becomes. */
export interface TogetherFile {
  readonly uri: string;
  readonly before: string;
  /** What needs no question. */
  readonly safe: readonly TextEdit[];
  /** What a person has to agree to, beside that. */
  readonly asking: readonly TextEdit[];
  /** The text with what needs no question. */
  readonly safely: string;
  /** The text with all of it. */
  readonly wholly: string;
}

/** What becomes of the links of files that projects read together. */
export interface Together {
  readonly files: readonly TogetherFile[];
  /** What needs no question. */
  readonly safe: readonly Rewrite[];
  /** What a person has to agree to; proved one after the other, so all of it or none. */
  readonly asking: readonly Rewrite[];
  /** What a person has to agree to, too, but in lines that are edited already: it is offered once they are. */
  readonly later: readonly Rewrite[];
  readonly kept: readonly NoRewrite[];
}

/** What is known beside the snapshot: what lies around each file, and what other files have become. */
export interface AroundParty {
  readonly around: (uri: string) => AroundFile;
  readonly others: readonly ReadFile[];
}

/** More decisions than these nobody wants to see at once; the others stay for the next time. */
const MOST = 40;

/** Replaces all links of files that projects read together: first those that need no question, then those that do, each proved over the files as the ones before left them. */
export function replaceTogether(snapshot: Snapshot, party: Party, { around, others }: AroundParty): Together {
  const asIs = (file: ReadFile): RewriteScope => scopeOf(snapshot, file, around(file.uri), { texts: new Map(), files: others });
  const [some] = party;
  const desk = new Desk((uri) => (some ? asIs(some).read(uri) : null));
  const projectsNow = (file: ReadFile) => projectsOf(scopeNow(file));
  const scopeNow = (file: ReadFile): RewriteScope => {
    const own = party.flatMap((each) => becomeOf(each, [desk.texts.get(each.uri)]));
    return scopeOf(snapshot, file, around(file.uri), { texts: desk.texts, files: [...others, ...own] });
  };
  const linked = party.filter(hasLinks);
  const waiting: { readonly file: ReadFile; readonly stays: NoRewrite }[] = [];
  for (const file of linked.filter(({ compose }) => compose.format !== 'v1')) {
    const { rewrite, kept } = replaceAll(projectsNow(file));
    if (rewrite) desk.put(rewrite, 'safe');
    waiting.push(...kept.map((stays) => ({ file, stays })));
  }
  const kept: NoRewrite[] = [];
  for (const file of linked.filter(({ compose }) => compose.format === 'v1')) {
    // With one file of a project all are converted.
    if (desk.texts.has(file.uri)) continue;
    const whole = v1Rewrite(scopeNow(file));
    if (whole.kind === 'rewrite') desk.put(whole, 'asking');
    else kept.push(whole);
  }
  for (const { file, stays } of waiting) {
    const [link] = stays.links;
    if (link && desk.isGone(link)) continue;
    const asked = stays.row === null && link !== undefined && desk.rewrites.asking.length < MOST;
    const [first] = asked ? rewritesOf(projectsNow(file), link) : [];
    if (first?.kind === 'rewrite' && first.files.length > 0) desk.put(first, 'asking');
    else kept.push(first?.kind === 'refused' && first.links.length > 0 ? first : stays);
  }
  const { safe, asking } = desk.rewrites;
  const files = desk.close();
  const fits = files.every((file) => file.asking !== null);
  const whole = files.map((file) => (fits ? { ...file, asking: file.asking ?? [] } : { ...file, asking: [], wholly: file.safely }));
  return {
    files: whole.filter(({ before, wholly }) => before !== wholly),
    safe,
    asking: fits ? asking : [],
    later: fits ? [] : asking,
    kept,
  };
}

/** What a file has become by its texts; those that are not read are left out. */
export function becomeOf(file: ReadFile, texts: readonly (string | undefined)[]): readonly ReadFile[] {
  return texts.flatMap((text) => {
    if (text === undefined || text === file.text) return [];
    const reading = readCompose(text);
    return reading.kind === 'compose' ? [{ ...file, text, compose: reading.file }] : [];
  });
}

type Stage = 'safe' | 'asking';

/** A file while rewrites are laid down on it; spans of `asking` count in what `safe` makes of it. */
interface Sheet {
  readonly before: string;
  safe: readonly SpanEdit[];
  asking: readonly SpanEdit[];
  safely: string;
  wholly: string;
}

/** Files on which one rewrite after the other is laid down, those that need no question first. */
class Desk {
  readonly texts = new Map<string, string>();
  readonly rewrites: Readonly<Record<Stage, Rewrite[]>> = { safe: [], asking: [] };
  readonly #sheets = new Map<string, Sheet>();
  readonly #read: (uri: string) => string | null;

  /** `read` gives the text of any file as it is. */
  constructor(read: (uri: string) => string | null) {
    this.#read = read;
  }

  put(rewrite: Rewrite, stage: Stage): void {
    this.rewrites[stage].push(rewrite);
    for (const { path, edits, text } of rewrite.files) {
      const sheet = this.#sheet(path);
      const spans = spansOf(sheet.wholly, edits);
      sheet[stage] = chain((stage === 'safe' ? sheet.before : sheet.safely).length, sheet[stage], spans);
      sheet.wholly = text;
      if (stage === 'safe') sheet.safely = text;
      this.texts.set(path, text);
    }
  }

  /** Whether a link goes with a rewrite that was laid down. */
  isGone({ path, service, raw }: RewrittenLink): boolean {
    const all = [...this.rewrites.safe, ...this.rewrites.asking].flatMap(({ links }) => links);
    return all.some((link) => link.path === path && link.service === service && link.raw === raw);
  }

  /** The edits of every file; null for those that ask where one of them changes what another edit writes. */
  close(): readonly (Omit<TogetherFile, 'asking'> & { readonly asking: readonly TextEdit[] | null })[] {
    return [...this.#sheets].map(([uri, { before, safe, asking, safely, wholly }]) => {
      const lines = new Lines(before);
      const textEdits = (edits: readonly SpanEdit[]) => edits.map(({ newText, ...span }) => ({ range: lines.range(span), newText }));
      const aside = beside(before.length, safe, asking);
      const joined = aside && textEdits([...safe, ...aside]);
      const fits = aside && joined && disjoint([...safe, ...aside]) && applyEdits(before, joined) === wholly;
      return { uri, before, safe: textEdits(safe), asking: fits ? textEdits(aside) : null, safely, wholly };
    });
  }

  #sheet(uri: string): Sheet {
    const known = this.#sheets.get(uri);
    if (known) return known;
    const before = this.#read(uri) ?? '';
    const sheet: Sheet = { before, safe: [], asking: [], safely: before, wholly: before };
    this.#sheets.set(uri, sheet);
    return sheet;
  }
}

function spansOf(text: string, edits: readonly TextEdit[]): readonly SpanEdit[] {
  const lines = new Lines(text);
  const spans = edits.map(({ range, newText }) => ({ ...lines.span(range), newText }));
  return spans.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Whether edits may be made at one stroke. */
function disjoint(edits: readonly Span[]): boolean {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  return sorted.every(({ start }, at) => start >= (sorted[at - 1]?.end ?? 0));
}
