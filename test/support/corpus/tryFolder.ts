import { becomeOf, replaceTogether } from '../../../src/features/shared/together.ts';
import type { Together, TogetherFile } from '../../../src/features/shared/together.ts';
import { partiesOf } from '../../../src/features/shared/parties.ts';
import type { Party } from '../../../src/features/shared/parties.ts';
import type { NoRewrite, Rewrite, Row } from '../../../src/domain/fixes/rewrite.ts';
import type { ReadFile, Snapshot } from '../../../src/model/snapshot.ts';
import type { AroundFile } from '../../../src/model/surroundings.ts';
import { linksIn } from './documents.ts';
import { faultsOf } from './faults.ts';
import type { SaidEdit } from './textFaults.ts';
import { aroundOf, nameOf, snapshotOf } from './workspace.ts';
import type { Texts } from './workspace.ts';

/** What became of one link. */
export interface Outcome {
  /** The file, the service and the link, as people read it. */
  readonly link: string;
  readonly fate: 'plain' | 'asked' | 'kept';
  /** The way, or the reason. */
  readonly by: string;
}

/** What was seen when all links of a folder were replaced. */
export interface Trial {
  readonly outcomes: readonly Outcome[];
  readonly faults: readonly string[];
  readonly notes: readonly string[];
  /** Results that were looked at. */
  readonly edited: number;
}

/** So many times everything is replaced at most. */
const ROUNDS = 6;

/** The keys that a way changes beside those that take a link's place. */
export const KEYS: Partial<Readonly<Record<Row, readonly string[]>>> = {
  bridge: ['network_mode'],
  'host-gateway': ['extra_hosts'],
  external: ['external_links'],
  private: ['networks'],
  variables: ['environment'],
};

/** Replaces the links of a folder's files as *Replace All Links in Workspace* does, in memory, until nothing changes, and looks at every text that this makes. */
export async function tryFolder(folder: string, texts: Texts): Promise<Trial> {
  const run = new Run(folder, texts);
  let now = texts;
  for (let round = 1; round <= ROUNDS; round++) {
    const snapshot = await snapshotOf(folder, now);
    if (round === 1) run.begin(snapshot);
    const next = await run.round(snapshot, now, round);
    if (sameTexts(now, next)) return run.end();
    now = next;
  }
  run.faults.push(`${folder}: after ${String(ROUNDS)} times there is still something to replace`);
  return run.end();
}

class Run {
  readonly faults: string[] = [];
  readonly #notes: string[] = [];
  readonly #folder: string;
  readonly #first: Texts;
  readonly #outcomes = new Map<string, Outcome>();
  #edited = 0;

  constructor(folder: string, texts: Texts) {
    this.#folder = folder;
    this.#first = texts;
  }

  /** Takes in the links that there are; those that only the product or only the `yaml` package sees are told. */
  begin({ files }: Snapshot): void {
    for (const [uri, text] of this.#first) {
      const file = files.find((each) => each.uri === uri);
      const links = linksIn(text);
      const unread = file?.kind === 'fault' ? `the file is not read: ${file.message}` : 'the file is not read';
      for (const link of links) this.#put(uri, link, 'kept', file?.kind === 'compose' ? 'nothing was said' : unread);
      const services = file?.kind === 'compose' ? file.compose.services : [];
      const seen = new Set(services.flatMap((service) => service.links.map(({ raw }) => `${service.name}: ${raw}`)));
      if (file?.kind !== 'compose') continue;
      for (const link of links) if (!seen.has(link)) this.#note(uri, `the product does not see the link ${link}`);
      for (const link of seen) if (!links.has(link)) this.#note(uri, `the product alone sees the link ${link}`);
    }
  }

  /** The texts once all is replaced that can be at one stroke. */
  async round(snapshot: Snapshot, now: Texts, round: number): Promise<Texts> {
    const [safely, wholly] = [new Map(now), new Map(now)];
    const others: ReadFile[] = [];
    for (const party of partiesOf(snapshot)) {
      const together = await replaced(snapshot, party, { texts: now, others });
      for (const edited of together.files) {
        const { uri } = edited;
        this.#look(edited, together, round);
        safely.set(uri, edited.safely);
        wholly.set(uri, edited.wholly);
        this.#settle(uri, [edited.before, edited.safely], together.safe, round === 1 ? 'plain' : 'asked');
        this.#settle(uri, [edited.safely, edited.wholly], together.asking, 'asked');
        const file = party.find((each) => each.uri === uri);
        if (file) others.push(...becomeOf(file, [...new Set([edited.safely, edited.wholly])]));
      }
      for (const refused of together.kept) this.#refused(refused);
    }
    if (!sameTexts(now, safely)) await this.#again(safely);
    return wholly;
  }

  end(): Trial {
    return { outcomes: [...this.#outcomes.values()], faults: this.faults, notes: this.#notes, edited: this.#edited };
  }

  /** What needs no question goes at one stroke: a second time nothing of it is left. */
  async #again(texts: Texts): Promise<void> {
    const snapshot = await snapshotOf(this.#folder, texts);
    for (const party of partiesOf(snapshot)) {
      const { safe } = await replaced(snapshot, party, { texts, others: [] });
      for (const { title, links } of safe) this.#fault(links[0]?.path ?? '', `a second time there is more without a question: ${title}`);
    }
  }

  #look({ uri, before, safely, wholly, safe, asking }: TogetherFile, { safe: plain, asking: asked }: Together, round: number): void {
    const judged = (after: string, edits: readonly SaidEdit[], rewrites: readonly Rewrite[]) => {
      if (after === before) return;
      this.#edited += 1;
      const faults = faultsOf({ before, after, edits, keys: rewrites.flatMap(({ row }) => KEYS[row] ?? []) });
      for (const fault of faults) this.#fault(uri, `${fault} (time ${String(round)}, ${rewrites.map(({ row }) => row).join(', ')})`);
    };
    judged(safely, safe, plain);
    if (wholly !== safely) judged(wholly, [...safe, ...asking], [...plain, ...asked]);
  }

  /** Says of links that are in the first text and not in the other how they went. */
  #settle(uri: string, [before, after]: readonly [string, string], rewrites: readonly Rewrite[], fate: Outcome['fate']): void {
    const left = linksIn(after);
    for (const link of linksIn(before)) {
      if (left.has(link)) continue;
      const by = rewrites.filter(({ links }) => links.some((each) => each.path === uri && `${each.service}: ${each.raw}` === link));
      this.#put(uri, link, fate, [...new Set(by.map(({ row }) => row))].join(' and ') || 'with another one');
    }
  }

  #refused({ links, reason }: NoRewrite): void {
    for (const { path, service, raw } of links) this.#put(path, `${service}: ${raw}`, 'kept', reason);
  }

  #put(uri: string, link: string, fate: Outcome['fate'], by: string): void {
    const name = `${nameOf(this.#folder, uri)}: ${link}`;
    this.#outcomes.set(name, { link: name, fate, by });
  }

  #fault(uri: string, words: string): void {
    this.faults.push(`${nameOf(this.#folder, uri)}: ${words}`);
  }

  #note(uri: string, words: string): void {
    this.#notes.push(`${nameOf(this.#folder, uri)}: ${words}`);
  }
}

/** What becomes of a party's links, as the editor finds it. */
async function replaced(
  snapshot: Snapshot,
  party: Party,
  { texts, others }: { readonly texts: Texts; readonly others: readonly ReadFile[] },
): Promise<Together> {
  const around = new Map<string, AroundFile>();
  for (const file of party) around.set(file.uri, await aroundOf(file, texts));
  const nothing: AroundFile = { dotenv: { kind: 'unread' }, texts: [], unsearched: ['the files around'] };
  return replaceTogether(snapshot, party, { around: (uri) => around.get(uri) ?? nothing, others });
}

function sameTexts(one: Texts, other: Texts): boolean {
  return [...one].every(([uri, text]) => other.get(uri) === text);
}
