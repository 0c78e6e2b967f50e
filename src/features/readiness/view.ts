import { fileReadiness } from '../../domain/readiness/fileReadiness.ts';
import { readinessMarkdown } from '../../domain/readiness/markdown.ts';
import { readinessOf } from '../../domain/readiness/readiness.ts';
import { reportedFileLink, reportedLink } from '../../domain/readiness/report.ts';
import type { ReportSection } from '../../domain/readiness/report.ts';
import type { EngineView } from '../../model/engineView.ts';
import { predictionInput } from '../../model/linkValues.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { engineHeading, healthNotes } from '../shared/engineLabel.ts';

/** What the document says: what Docker 29 and 30 change for every link of the workspace's compose files and of engines. */
export function readinessText(snapshot: Snapshot): string {
  const { files, engines } = snapshot;
  const sections = files.flatMap((file): readonly ReportSection[] => {
    if (file.kind !== 'compose' || file.links.length === 0) return [];
    const links = file.links.map(({ link }) => reportedFileLink(fileReadiness(predictionInput(link, file, snapshot))));
    return [{ title: file.path, target: file.uri, links, notes: [] }];
  });
  return readinessMarkdown([...sections, ...engines.map(engineSection)]);
}

function engineSection(engine: EngineView): ReportSection {
  const links = engine.facts ? readinessOf(engine.facts, engine.evidence).map(reportedLink) : [];
  return { title: engineHeading(engine), target: null, links, notes: healthNotes(engine) };
}
