import { composeCommands } from '../../../syntax/command/composeCommands.ts';
import { readPlain } from '../../../syntax/compose/plain.ts';
import { dotenvValues } from '../../../syntax/dotenv/values.ts';
import { baseName, folderOf, joined } from './paths.ts';
import type { Place, Reader } from './project.ts';

/** A file of a folder or below it. */
export interface FolderFile {
  readonly path: string;
  readonly text: string;
  /** The folder in which a script is taken to run; without it the folder that is asked about. */
  readonly runsIn?: string;
}

/** Files that Compose reads together, and how that is known. */
export interface FoundSet {
  readonly from:
    /** A person names it. */
    | 'setting'
    /** What Compose reads when it is not told: the file of the default name, with its override. */
    | 'default'
    /** `COMPOSE_FILE` in `.env`, which takes the default's place. */
    | 'environment'
    /** `-f` in a script. */
    | 'command'
    /** `dockerComposeFile` of a devcontainer.json. */
    | 'devcontainer'
    /** A guess: a file with one more word in its name lies over the file of the default name. */
    | 'overlay';
  /** Paths as the folder gives them; not all of them need to be there. */
  readonly files: readonly string[];
  /** `--project-directory`. */
  readonly folder: string | null;
  /** `-p`. */
  readonly projectName: string | null;
  readonly profiles: readonly string[];
  readonly envFiles: readonly string[];
  /** What says so; null for names alone. */
  readonly place: Place | null;
}

const NAMES: Readonly<Record<Reader, readonly string[]>> = {
  'compose-2': ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'],
  'compose-1': ['docker-compose.yml', 'docker-compose.yaml', 'compose.yml', 'compose.yaml'],
};
const OVERRIDES: Readonly<Record<Reader, readonly string[]>> = {
  'compose-2': ['compose.override.yml', 'compose.override.yaml', 'docker-compose.override.yml', 'docker-compose.override.yaml'],
  'compose-1': ['docker-compose.override.yml', 'docker-compose.override.yaml', 'compose.override.yml', 'compose.override.yaml'],
};
const OVERLAY = /^(?:docker-)?compose[.-](?!override\.)[\w.-]+\.ya?ml$/;
const SCRIPT =
  /(?:^|\/)(?:[Mm]akefile|GNUmakefile|\.?[Jj]ustfile|Jenkinsfile|Rakefile|Taskfile\.ya?ml|package\.json|README\.md|\.(?:gitlab-ci|travis|drone)\.ya?ml|(?:azure|bitbucket)-pipelines\.ya?ml|[^/]*\.(?:sh|bash|mk|bat|cmd|ps1))$/;
const WORKFLOW = /(?:^|\/)\.(?:github\/workflows|circleci)\/[^/]*\.ya?ml$/;
const DEVCONTAINER = /(?:^|\/)\.?devcontainer\.json$/;

/** Whether a file is of a kind that may call Compose or, for a container to develop in, say which files it reads. */
export function mayNameSets(path: string): boolean {
  return SCRIPT.test(path) || WORKFLOW.test(path) || DEVCONTAINER.test(path);
}

/** The sets of files of one folder, those that a person names first and guesses last, each list of files once. */
export function projectSets(
  folder: string,
  files: readonly FolderFile[],
  reader: Reader,
  given: readonly FoundSet[] = [],
): readonly FoundSet[] {
  const found = [
    ...given,
    ...defaultSets(folder, files, reader),
    ...files.flatMap((file) => (SCRIPT.test(file.path) || WORKFLOW.test(file.path) ? commandSets(folder, file) : [])),
    ...files.flatMap((file) => (DEVCONTAINER.test(file.path) ? devcontainerSets(file) : [])),
  ];
  const named = new Set(found.flatMap((set) => set.files));
  const main = NAMES[reader].map((name) => joined(folder, name)).find((path) => files.some((file) => file.path === path));
  const overlays = files.flatMap(({ path }): readonly FoundSet[] => {
    const guess = main !== undefined && folderOf(path) === folderOf(main) && OVERLAY.test(baseName(path)) && !named.has(path);
    return guess ? [{ ...PLAIN, from: 'overlay', files: [main, path] }] : [];
  });
  const distinct = new Map<string, FoundSet>();
  for (const set of [...found, ...overlays]) {
    const key = JSON.stringify([set.files, set.folder, set.projectName, set.profiles, set.envFiles]);
    if (!distinct.has(key)) distinct.set(key, set);
  }
  return [...distinct.values()];
}

const PLAIN = { folder: null, projectName: null, profiles: [], envFiles: [], place: null } as const;

function defaultSets(folder: string, files: readonly FolderFile[], reader: Reader): readonly FoundSet[] {
  const there = new Set(files.map(({ path }) => path));
  const dotenv = files.find(({ path }) => path === joined(folder, '.env'));
  const values = dotenv && dotenvValues(dotenv.text, () => undefined).values;
  const written = values?.get('COMPOSE_FILE');
  if (dotenv && written?.value) {
    const separator = values?.get('COMPOSE_PATH_SEPARATOR')?.value ?? '';
    const paths = written.value.split(separator === '' ? ':' : separator).map((path) => joined(folder, path));
    return [{ ...PLAIN, from: 'environment', files: paths, place: { path: dotenv.path, range: written.range } }];
  }
  const first = (names: readonly string[]) => names.map((name) => joined(folder, name)).filter((path) => there.has(path))[0];
  const main = first(NAMES[reader]);
  const override = first(OVERRIDES[reader]);
  return main === undefined ? [] : [{ ...PLAIN, from: 'default', files: override === undefined ? [main] : [main, override] }];
}

/** Scripts are taken to run in the folder, wherever they are kept, unless their paths lead out of it: then where they are kept. */
function commandSets(folder: string, { path, text, runsIn = folder }: FolderFile): readonly FoundSet[] {
  return composeCommands(text).flatMap(({ files, folder: own, projectName, profiles, envFiles, directory, range }): readonly FoundSet[] => {
    if (files.length === 0) return [];
    const climbs = directory === null && !WORKFLOW.test(path) && files.some((file) => file.startsWith('../'));
    const base = climbs ? folderOf(path) : joined(runsIn, directory ?? '.');
    return [
      {
        from: 'command',
        files: files.map((file) => joined(base, file)),
        folder: own === null ? null : joined(base, own),
        projectName,
        profiles,
        envFiles: envFiles.map((file) => joined(base, file)),
        place: { path, range },
      },
    ];
  });
}

/** A devcontainer.json is JSON with comments; its paths start from its own folder. */
function devcontainerSets({ path, text }: FolderFile): readonly FoundSet[] {
  const json = text.replace(/"(?:\\.|[^"\\])*"|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith('"') ? part : part.replace(/[^\r\n]/g, ' '),
  );
  const reading = readPlain(json.replaceAll('\t', ' '), 'go');
  const value = reading.kind === 'documents' ? reading.documents[0]?.root.entries.get('dockerComposeFile')?.value : undefined;
  if (!value || value.kind === 'map') return [];
  const names = (value.kind === 'list' ? value.items : [value]).flatMap((item) =>
    item.kind === 'scalar' && item.text !== '' ? [item.text] : [],
  );
  const files = names.map((name) => joined(folderOf(path), name));
  return files.length === 0 ? [] : [{ ...PLAIN, from: 'devcontainer', files, place: { path, range: value.range } }];
}
