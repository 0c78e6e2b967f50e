import type { FileLink } from '../../domain/compose/fileLinks.ts';
import { projectsOf } from '../../domain/fixes/carryOut.ts';
import type { Projects } from '../../domain/fixes/carryOut.ts';
import { externalWays } from '../../domain/fixes/externalWays.ts';
import { replaceAll } from '../../domain/fixes/replaceAll.ts';
import type { Wanted } from '../../domain/fixes/replaceAll.ts';
import { rewritesOf } from '../../domain/fixes/rewriteLinks.ts';
import type { FileEdits, NoRewrite, Rewrite, RewriteScope } from '../../domain/fixes/rewrite.ts';
import { v1Rewrite } from '../../domain/fixes/v1Rewrite.ts';
import { makersOf } from '../../model/makers.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import type { AroundFile } from '../../model/surroundings.ts';
import type { Range } from '../../syntax/text.ts';
import { fileOf, linksAt } from './links.ts';
import type { OpenText } from './links.ts';
import { scopeOf } from './scope.ts';

export { becomeOf, replaceTogether } from './together.ts';

/** A way to do without a link, or without several: proved edits of one or more documents, or why there are none. */
export interface Offer {
  readonly title: string;
  readonly service: string;
  readonly raw: string;
  /** Which of the link's ways it is. */
  readonly key: string;
  /** The links of the document that it is for. */
  readonly ranges: readonly Range[];
  /** What a person has to agree to first; null for what is safe as it is. */
  readonly asks: string | null;
  readonly outcome:
    | { readonly kind: 'edit'; readonly files: readonly FileEdits[]; readonly before: Readonly<Record<string, string>> }
    | { readonly kind: 'refused'; readonly reason: string };
}

/** Every way to do without the links that a range touches, the preferred first, or why there is none; nothing when the snapshot knows another version of the document. */
export function offersAt(snapshot: Snapshot, document: OpenText, range: Range): readonly Offer[] {
  const file = fileOf(snapshot, document);
  if (!file) return [];
  const scope = scopeIn(snapshot, file, document);
  const external = linksAt(file, range, 'external_links');
  const outside = external.flatMap((link) => externalOffers(snapshot, file, scope, link));
  const links = linksAt(file, range);
  const [first] = links;
  if (!first) return outside;
  if (file.compose.format === 'v1') return [v1Offer(scope, first), ...outside];
  const projects = projectsOf(scope);
  return [...links.flatMap((link) => offersFor(projects, link)), ...outside];
}

/** The same way over what is known now; null when it is gone. */
export function offerAgain(
  snapshot: Snapshot,
  document: OpenText,
  { service, raw, key }: Pick<Offer, 'service' | 'raw' | 'key'>,
): Offer | null {
  const file = fileOf(snapshot, document);
  const same = file?.links.filter(({ link: one }) => one.service === service && one.raw === raw).map(({ link }) => link) ?? [];
  const link = same.find(({ kind }) => kind === 'links');
  if (!file || same.length === 0) return null;
  const scope = scopeIn(snapshot, file, document);
  const external = link && !key.startsWith('external') ? undefined : same.find(({ kind }) => kind === 'external_links');
  const ways = (): readonly Offer[] => {
    if (external) return externalOffers(snapshot, file, scope, external);
    if (!link) return [];
    return file.compose.format === 'v1' ? [v1Offer(scope, link)] : offersFor(projectsOf(scope), link);
  };
  const offers = ways();
  if (key === ANY) return offers[0] ?? null;
  return offers.find((each) => each.key === key) ?? offers.find(({ outcome }) => outcome.kind === 'refused') ?? null;
}

/** The key of the preferred way, whichever it turns out to be. */
export const ANY = '';

/** Every safe rewrite of the links of a document that are meant, as one; null when the snapshot knows another version of it. */
export function offerAll(snapshot: Snapshot, document: OpenText, wanted: Wanted = () => true): Offer | null {
  const file = fileOf(snapshot, document);
  if (!file) return null;
  const projects = projectsOf(scopeIn(snapshot, file, document));
  const { rewrite, kept } = replaceAll(projects, wanted);
  const about = { service: '', raw: '', ranges: kept.flatMap(({ links }) => links.map(({ range }) => range)) };
  if (rewrite) return { ...offerOf(projects.scope, rewrite, about), title: 'Replace all links that need no question' };
  return refusalOf({ reason: kept[0]?.reason ?? 'The file has no links.', instead: [] }, about);
}

/** Why a link has no safe rewrite, in one sentence; null when it has one. It takes one reading of the link's projects. */
export function reasonToKeep(snapshot: Snapshot, file: ReadFile, { service, raw }: Pick<FileLink, 'service' | 'raw'>): string | null {
  const projects = projectsOf(scopeIn(snapshot, file, { ...NOTHING_MORE, text: file.text }));
  const { rewrite, kept } = replaceAll(projects, (link) => link.service === service && link.raw === raw);
  return rewrite ? null : (kept[0]?.reason ?? null);
}

const NOTHING_MORE: AroundFile = { dotenv: { kind: 'none' }, texts: [], unsearched: ['files that are not open'] };

function offersFor(projects: Projects, { service, raw }: Pick<Offer, 'service' | 'raw'>): readonly Offer[] {
  return rewritesOf(projects, { service, raw }).map((way): Offer => {
    const ranges = way.links.flatMap((link) => (link.path === projects.scope.path ? [link.range] : []));
    return way.kind === 'rewrite' ? offerOf(projects.scope, way, { service, raw, ranges }) : refusalOf(way, { service, raw, ranges });
  });
}

/** The networks that a container outside the project is known to be on, each as a way to do without an external link. */
function externalOffers(snapshot: Snapshot, file: ReadFile, scope: RewriteScope, { service, raw, range }: FileLink): readonly Offer[] {
  const files = snapshot.files.flatMap((each) => (each.kind === 'compose' ? [each] : []));
  const projects = makersOf(raw.split(':')[0] ?? '', { files, own: file, read: scope.read });
  const details = snapshot.engines.flatMap(({ facts }) => facts?.details ?? []);
  const about = { service, raw, ranges: [range] };
  return externalWays(scope, { service, raw }, { projects, details }).map((way) =>
    way.kind === 'rewrite'
      ? offerOf(scope, way, about)
      : { ...refusalOf(way, about), title: `Replace external link "${raw}"`, key: 'external refused' },
  );
}

/** A v1 file is converted as a whole. */
function v1Offer(scope: RewriteScope, { service, raw }: Pick<Offer, 'service' | 'raw'>): Offer {
  const way = v1Rewrite(scope);
  const about = { service, raw, ranges: way.links.map(({ range }) => range) };
  return way.kind === 'rewrite' ? offerOf(scope, way, about) : { ...refusalOf(way, about), title: 'Convert to `services:`' };
}

type About = Pick<Offer, 'service' | 'raw' | 'ranges'>;

function offerOf(scope: RewriteScope, { title, row, files, kept, lost, changed, consent }: Rewrite, about: About): Offer {
  const before = Object.fromEntries(files.map(({ path }) => [path, scope.read(path) ?? '']));
  const words = [
    ...changed.map((each) => `Changes: ${each}.`),
    ...lost.map((each) => `Lost: ${each}.`),
    ...kept.map((each) => `Kept: ${each}.`),
  ];
  return {
    ...about,
    title,
    key: `${row} ${title}`,
    asks: consent === 'safe' ? null : words.join(' '),
    outcome: { kind: 'edit', files, before },
  };
}

function refusalOf({ reason, instead }: Pick<NoRewrite, 'reason' | 'instead'>, about: About): Offer {
  const said = [reason, ...instead].join(' ');
  return { ...about, title: `Replace link "${about.raw}"`, key: 'refused', asks: null, outcome: { kind: 'refused', reason: said } };
}

function scopeIn(snapshot: Snapshot, file: ReadFile, document: AroundFile & { readonly text: string }): RewriteScope {
  return scopeOf(snapshot, file, document, { texts: new Map([[file.uri, document.text]]) });
}
