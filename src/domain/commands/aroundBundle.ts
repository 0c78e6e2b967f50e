import { linksBesides } from '../../syntax/command/writtenLinks.ts';
import { readCompose } from '../../syntax/compose/read.ts';
import { composeKind } from '../../syntax/compose/kind.ts';
import { fileLinks } from '../compose/fileLinks.ts';
import { fileAt } from './bundles.ts';
import type { Bundle } from './bundles.ts';
import { readsBridgeAddress } from './commandReasons.ts';
import { joinCommands } from './joinCommands.ts';
import type { AroundCommands } from './joinCommands.ts';
import { networkNames } from './replaceCommandLinks.ts';

/** A compose file in the folder of scripts. */
export interface ComposeText {
  /** As people write it. */
  readonly path: string;
  readonly text: string;
}

/** The other files of a folder of scripts. */
export interface FolderFiles {
  /** The folder's path, after which networks are named. */
  readonly folder: string;
  readonly bundles: readonly Bundle[];
  readonly composes: readonly ComposeText[];
}

/** What the other files of a folder say about the containers of a bundle. */
export function aroundOf(bundle: Bundle, { folder, bundles, composes }: FolderFiles): AroundCommands {
  const others = bundles.filter((other) => other !== bundle);
  const isAlone = others.every(({ script }) => script.containers.every(({ links }) => links.length === 0));
  return {
    network: networkNameOf(isAlone ? tellingName(folder) : `${tellingName(folder)}-${ownName(bundle)}`),
    taken: others.flatMap(({ script }) => networkNames(script)),
    elsewhere: (name) =>
      firstOf(others, (other) => {
        const found = other.script.containers.find((one) => one.name?.isKnown && one.name.text === name);
        return found && fileAt(other, found.span.start)?.path;
      }),
    heldBy: (name) => {
      const linking = firstOf(others, (other) => linkTo(name, other)) ?? composes.find((compose) => linksTo(name, compose))?.path;
      if (linking !== undefined) return `${linking} links to "${name}", too, and would have to change with it.`;
      const reading = firstOf(others, (other) => addressOf(name, other));
      if (reading === null) return null;
      return `${reading} reads \`.NetworkSettings.IPAddress\`, which is empty for a container on a network of its own.`;
    },
  };
}

/** The file of a bundle that links to a container which it does not make. */
function linkTo(name: string, bundle: Bundle): string | undefined {
  const { script, text } = bundle;
  const found = joinCommands(script).find(({ link, target }) => link.target === name && target.kind !== 'created')?.link.whole;
  const isMade = script.containers.some((one) => one.name?.text === name);
  const place = found ?? (isMade ? undefined : linksBesides(text, script).find(({ target }) => target === name));
  return place && fileAt(bundle, place.start)?.path;
}

/** Whether a compose file links to a container of this name from the default bridge. */
function linksTo(name: string, { path, text }: ComposeText): boolean {
  if (!text.includes('external_links')) return false;
  const reading = readCompose(text, { kind: composeKind(path) ?? 'always' });
  if (reading.kind !== 'compose') return false;
  return fileLinks(reading.file, []).some(
    ({ kind, target, mechanism }) => kind === 'external_links' && target === name && (mechanism === 'legacy' || mechanism === 'unknown'),
  );
}

/** The file of a bundle that reads the address of a container on the default bridge, by this name or by what a variable holds. */
function addressOf(name: string, { files, script }: Bundle): string | undefined {
  if (script.containers.some((one) => one.name?.text === name)) return undefined;
  const word = new RegExp(`(?<![\\w.-])${name.replaceAll(/[^\w]/g, '\\$&')}(?![\\w.-])`);
  return files.find(({ text }) =>
    text
      .replaceAll(/\\\r?\n/g, ' ')
      .split(/\r\n|\r|\n/)
      .some((line) => {
        if (!readsBridgeAddress(line)) return false;
        const names = line.replaceAll(/\{\{.*?\}\}/g, '');
        return word.test(names) || /\$\{?[\w@*]|\$\((?!\s*(?:sudo\s+)?docker\s+(?:container\s+)?inspect\b)/.test(names);
      }),
  )?.path;
}

function firstOf(bundles: readonly Bundle[], told: (bundle: Bundle) => string | undefined): string | null {
  for (const bundle of bundles) {
    const found = told(bundle);
    if (found !== undefined) return found;
  }
  return null;
}

/** What tells a bundle's networks from those of other files with links. */
function ownName({ script, files }: Bundle): string {
  const path = files[0]?.path ?? '';
  return script.language === 'systemd' ? 'units' : path.slice(path.lastIndexOf('/') + 1);
}

/** Folders in which such scripts stand in any project. */
const COMMON = new Set([
  'workflows',
  'actions',
  'units',
  'systemd',
  'system',
  'services',
  'scripts',
  'script',
  'bin',
  'ci',
  'docs',
  'doc',
  'etc',
  'src',
  'docker',
]);

/** The name of the nearest folder on a path that says what a project is called. */
function tellingName(path: string): string {
  const names = path.split(/[\\/]/).filter((name) => name !== '');
  return names.findLast((name) => !name.startsWith('.') && !COMMON.has(name.toLowerCase())) ?? names.at(-1) ?? '';
}

/** A network's name after the folder's, as Compose would name it; beside other files with links after the file's, too. */
function networkNameOf(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/\.\w+$/, '')
    .replaceAll(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
  return name === '' || /^(?:bridge|host|none|default)$/.test(name) ? 'links' : name;
}
