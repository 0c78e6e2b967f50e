import type { ProjectView } from '../../domain/compose/projectView.ts';
import { namePlaces } from '../../domain/names/namePlaces.ts';
import type { NamePlaces } from '../../domain/names/namePlaces.ts';
import type { ReadFile, Snapshot } from '../../model/snapshot.ts';

/** A compose file and the names it writes. */
export interface NamedFile {
  readonly file: ReadFile;
  readonly places: NamePlaces;
  /** Whether one Compose reads it together with the file that was asked about; the others of the folder only lie beside it. */
  readonly together: boolean;
}

/** The compose files that speak of the same services as a file: it comes first, then what its projects merge with it, then what lies beside it. */
export function readTogether({ files }: Snapshot, file: ReadFile): readonly NamedFile[] {
  const merged = new Set(
    viewsOf(
      files.flatMap((each) => (each.kind === 'compose' ? [each] : [])),
      file.uri,
    ).flatMap(composePaths),
  );
  const others = files.flatMap((other) => {
    if (other.kind !== 'compose' || other === file) return [];
    const together = merged.has(other.uri);
    return together || other.folder === file.folder ? [{ file: other, places: namePlaces(other.text), together }] : [];
  });
  return [
    { file, places: namePlaces(file.text), together: true },
    ...others.filter(isTogether),
    ...others.filter((one) => !isTogether(one)),
  ];
}

/** The projects that merge a file. */
export function viewsOf(files: readonly ReadFile[], uri: string): readonly ProjectView[] {
  const all = new Set(files.flatMap(({ around }) => [...around.inProjects.values()].flatMap((found) => found.map(({ view }) => view))));
  return [...all].filter((view) => composePaths(view).includes(uri));
}

/** The files whose services a project merges; one that is only extended has services of its own. */
function composePaths({ project: { services, disabled } }: ProjectView): readonly string[] {
  return [...new Set([...services, ...disabled].flatMap(({ places }) => places.map(({ path }) => path)))];
}

function isTogether({ together }: NamedFile): boolean {
  return together;
}
