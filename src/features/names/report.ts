import { compareMeasured, measuredWords } from '../../domain/names/measured.ts';
import { measuredMarkdown, namesMarkdown } from '../../domain/names/markdown.ts';
import type { MeasuredSection, NameLine, NameSection } from '../../domain/names/markdown.ts';
import { predictedNames } from '../../domain/names/predicted.ts';
import type { PredictedName } from '../../domain/names/predicted.ts';
import type { ResolvedName } from '../../domain/names/namesIn.ts';
import { code } from '../../base/markdown.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { engineHeading, healthNotes } from '../shared/engineLabel.ts';
import { seenIn } from './engine/seen.ts';
import type { NameQuestion } from './question.ts';
import { nameState } from './words.ts';
import { predictedFiles } from './fileRows.ts';

/** What the document says: in which containers a name leads somewhere, every name that one container or service can ask for, or what was computed beside what was measured. */
export function namesText(snapshot: Snapshot, question: NameQuestion): string {
  if (question.kind === 'measured') return measuredMarkdown(measuredSections(snapshot, question.containers));
  if (question.kind === 'who') {
    const wanted = question.name;
    const sections = [...engineSections(snapshot, wanted, null), ...fileSections(snapshot, wanted, null)];
    return namesMarkdown(`Who can resolve ${code(wanted)}?`, 'in', sections);
  }
  const { container } = question;
  const sections = [...engineSections(snapshot, null, container), ...fileSections(snapshot, null, container)];
  return namesMarkdown(
    `What does ${code(container)} see?`,
    'name',
    sections.filter(({ lines, notes }) => lines.length + notes.length > 0),
  );
}

/** The containers of these names that were measured. */
function measuredSections({ engines }: Snapshot, containers: readonly string[]): readonly MeasuredSection[] {
  return engines.flatMap((engine) => {
    const { facts, measured } = engine;
    const receivers = facts?.details.filter(({ id, name }) => containers.includes(name) && measured.has(id)) ?? [];
    return receivers.flatMap((receiver): readonly MeasuredSection[] => {
      const measurement = measured.get(receiver.id);
      const seen = facts ? seenIn(engine, receiver, facts) : null;
      if (!facts || !measurement || seen?.kind !== 'names') return [];
      const lines = seen.names.map((one) => {
        const compared = compareMeasured(one, measurement, facts);
        return {
          name: one.name,
          computed: one.addresses.length > 0 ? one.addresses.join(', ') : 'nobody',
          measured: compared ? measuredWords(compared.measured) : 'not asked',
          foundBy: one.network === null ? one.foundBy : `${one.foundBy} on ${one.network}`,
          verdict: !compared
            ? ''
            : compared.agrees === true
              ? 'same'
              : `${compared.agrees === null ? 'not comparable' : 'differs'}: ${compared.why}`,
        };
      });
      const notes = [`${engineHeading(engine)}. Asked by ${measurement.asker} at ${measurement.at}.`];
      return [{ title: receiver.name, notes, lines }];
    });
  });
}

/** The names that anybody can ask for, and those who can ask, as far as they are known. */
export function askable(snapshot: Snapshot): { readonly names: readonly string[]; readonly askers: readonly string[] } {
  const names = new Set<string>();
  const askers = new Set<string>();
  for (const engine of snapshot.engines) {
    for (const receiver of engine.facts?.details ?? []) {
      askers.add(receiver.name);
      const seen = engine.facts ? seenIn(engine, receiver, engine.facts) : null;
      if (seen?.kind === 'names') for (const one of seen.names) if (one.foundBy !== 'short id') names.add(one.name);
    }
  }
  for (const { project } of predictedFiles(snapshot)) {
    for (const one of predictedNames(project)) {
      askers.add(one.service);
      for (const { name } of one.names) names.add(name);
    }
  }
  return { names: [...names].sort(), askers: [...askers].sort() };
}

/** The lines with a name, or of a container; null stands for all. */
function engineSections(snapshot: Snapshot, wanted: string | null, asker: string | null): readonly NameSection[] {
  return snapshot.engines.map((engine) => {
    const { facts } = engine;
    const receivers = facts?.details.filter(({ name }) => asker === null || name === asker) ?? [];
    const unknown: string[] = [];
    const lines = receivers.flatMap((receiver): readonly NameLine[] => {
      const seen = facts ? seenIn(engine, receiver, facts) : null;
      if (seen?.kind !== 'names') {
        if (seen) unknown.push(seen.reason);
        return [];
      }
      const own = seen.names.filter((one) => wanted === null || isCalled(one, wanted));
      return own.map((one) => ({
        what: wanted === null ? one.name : receiver.name,
        leadsTo: `${nameState(one, receiver).summary}${receiver.running ? '' : ' (once it is started)'}`,
        foundBy: one.network === null ? one.foundBy : `${one.foundBy} on ${one.network}`,
      }));
    });
    const notes = asker === null || receivers.length > 0 ? [...healthNotes(engine), ...new Set(unknown)] : [];
    return { title: engineHeading(engine), notes, lines };
  });
}

/** Link aliases mind the letter case; other names do not. */
function isCalled({ name, foundBy, network }: ResolvedName, wanted: string): boolean {
  const plain = network !== null && wanted.endsWith(`.${network}`) ? wanted.slice(0, -network.length - 1) : wanted;
  return foundBy === 'link alias' ? name === plain : name.toLowerCase() === plain.toLowerCase();
}

function fileSections(snapshot: Snapshot, wanted: string | null, asker: string | null): readonly NameSection[] {
  return predictedFiles(snapshot).flatMap(({ file, project }) => {
    const services = predictedNames(project).filter(({ service }) => asker === null || service === asker);
    const lines = services.flatMap(({ service, names }) =>
      names
        .filter(({ name }) => wanted === null || name.toLowerCase() === wanted.toLowerCase())
        .map((one) => ({ what: wanted === null ? one.name : service, leadsTo: predictedWords(one), foundBy: one.foundBy })),
    );
    const notes = services.flatMap(({ reason }) => reason ?? []);
    return services.length === 0 ? [] : [{ title: `${file.path}, predicted`, notes, lines }];
  });
}

function predictedWords({ name, containers, choice, unknown }: PredictedName): string {
  if (unknown !== null) return `Not known: ${unknown}.`;
  if (containers.length === 0) return `"${name}" leads to the address that the file gives.`;
  const turn = containers.length === 1 ? '' : choice === 'each' ? ' in turn' : ': to one of them that no file tells';
  return `"${name}" leads to ${containers.join(', ')}${turn}.`;
}
