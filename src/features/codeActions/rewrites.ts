import { projectsOf } from '../../domain/fixes/carryOut.ts';
import type { Projects } from '../../domain/fixes/carryOut.ts';
import { rewritesOf } from '../../domain/fixes/rewriteLinks.ts';
import type { FileEdits, NoRewrite, Rewrite } from '../../domain/fixes/rewrite.ts';
import { surroundingsOf } from '../../model/keepReason.ts';
import { runningServices } from '../../model/linkValues.ts';
import { rewriteScope } from '../../model/rewriteScope.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';
import { contains } from '../../syntax/text.ts';
import type { Range } from '../../syntax/text.ts';
import type { OpenText } from './view.ts';

/** A way to do without a link: proved edits of one or more documents, or why there are none. */
export interface Offer {
  readonly title: string;
  readonly service: string;
  readonly raw: string;
  /** Which of the link's ways it is. */
  readonly key: string;
  readonly ranges: readonly Range[];
  /** What a person has to agree to first; null for what is safe as it is. */
  readonly asks: string | null;
  readonly outcome:
    | { readonly kind: 'edit'; readonly files: readonly FileEdits[]; readonly before: Readonly<Record<string, string>> }
    | { readonly kind: 'refused'; readonly reason: string };
}

/** Every way to do without the links that a range touches, or why there is none; nothing when the snapshot knows another version of the document. */
export function offersAt(snapshot: Snapshot, document: OpenText, range: Range): readonly Offer[] {
  const file = fileOf(snapshot, document);
  if (!file) return [];
  const links = file.links.flatMap(({ link }) => (link.kind === 'links' && touches(link.range, range) ? [link] : []));
  if (links.length === 0) return [];
  const projects = projectsAround(snapshot, file, document);
  return links.flatMap(({ service, raw }) => offersFor(projects, { service, raw }));
}

/** The same way over what is known now; null when it is gone. */
export function offerAgain(snapshot: Snapshot, document: OpenText, { service, raw, key }: Offer): Offer | null {
  const file = fileOf(snapshot, document);
  if (!file) return null;
  const offers = offersFor(projectsAround(snapshot, file, document), { service, raw });
  return offers.find((each) => each.key === key) ?? offers.find(({ outcome }) => outcome.kind === 'refused') ?? null;
}

function offersFor(projects: Projects, { service, raw }: Pick<Offer, 'service' | 'raw'>): readonly Offer[] {
  return rewritesOf(projects, { service, raw }).map((way): Offer => {
    const ranges = way.links.flatMap((link) => (link.path === projects.scope.path ? [link.range] : []));
    return way.kind === 'rewrite' ? offerOf(projects, way, { service, raw, ranges }) : refusalOf(way, { service, raw, ranges });
  });
}

type About = Pick<Offer, 'service' | 'raw' | 'ranges'>;

function offerOf({ scope }: Projects, { title, row, files, kept, lost, changed, consent }: Rewrite, about: About): Offer {
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

function refusalOf({ reason, instead }: NoRewrite, about: About): Offer {
  const said = [reason, ...instead].join(' ');
  return { ...about, title: `Replace link "${about.raw}"`, key: 'refused', asks: null, outcome: { kind: 'refused', reason: said } };
}

function projectsAround(snapshot: Snapshot, file: ReadFile, document: OpenText): Projects {
  const texts = new Map(snapshot.files.flatMap((each) => (each.kind === 'unread' ? [] : [[each.uri, each.text] as const])));
  const folder = file.uri.slice(0, file.uri.lastIndexOf('/'));
  const dotenv = document.dotenv.kind === 'text' ? document.dotenv.text : null;
  const read = (uri: string) => (uri === file.uri ? document.text : (texts.get(uri) ?? (uri === `${folder}/.env` ? dotenv : null)));
  const running = new Map([...runningServices(file, snapshot)].map(([service, all]) => [service, all.length]));
  return projectsOf(rewriteScope(file, read, { ...surroundingsOf(snapshot, file, document), running }));
}

function fileOf({ files }: Snapshot, { uri, version }: OpenText): ReadFile | null {
  const file = files.find((one) => one.uri === uri);
  return file?.kind === 'compose' && file.version === version ? file : null;
}

function touches(one: Range, other: Range): boolean {
  return contains(one, other.start) || contains(one, other.end) || contains(other, one.start);
}
