import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import { readDotenv } from '../../syntax/dotenv/read.ts';
import { resolved, takenElsewhere } from './elsewhere.ts';
import { indexFile } from './fileIndex.ts';
import { mayBe, namesOn, networksOf } from './names.ts';
import { baseName } from './surroundings.ts';
import type { Neighbour, Surroundings } from './surroundings.ts';

const NONE: ReadonlySet<string> = new Set();

/** The two ends of a link by their names, the name between them, and the networks they share by every key that stands for one. */
export interface Ends {
  readonly receiver: string;
  readonly source: string;
  readonly alias: string;
  readonly networks: ReadonlySet<string>;
}

/** What files that no known project reads with this one, or `COMPOSE_FILE`, may have to do with a link; one sentence, null when nothing. */
export type Gate = (ends: Ends) => string | null;

/**
 * The gate that stands for what lies around a file, which is looked at once; the files that projects read with it (`read`, by their paths
 * from the root) are proved over instead.
 */
export function gateOf(around: Surroundings, read: ReadonlySet<string> = NONE): Gate {
  const folder = around.path.slice(0, around.path.lastIndexOf('/') + 1);
  const strangers = around.neighbours.filter(({ name }) => !read.has(folder + baseName(name)));
  const neighbours = strangers.map((neighbour) => neighbourGate(neighbour, baseName(around.name)));
  const taken = takenElsewhere({ ...around, elsewhere: around.elsewhere.filter(({ path }) => !read.has(path)) });
  const joined = refuseComposeFile(around, (path) => read.has(resolved(folder, path)));
  return (ends) => {
    for (const gate of neighbours) {
      const reason = gate(ends);
      if (reason) return reason;
    }
    return taken.whole ?? taken.services.get(ends.receiver) ?? taken.services.get(ends.source) ?? joined;
  };
}

function neighbourGate({ name, file }: Neighbour, self: string): Gate {
  if (!file || file.oddities.some(({ code }) => code === 'several-documents' || code === 'too-much-repetition'))
    return () => `The file ${name} beside this one was not read as a whole and may say more about the services.`;
  // Files of version 1 and later ones are never merged: docker-compose 1.x calls it a version mismatch, Compose v2 reads no v1.
  if (file.format === 'v1') return () => null;
  const index = indexFile(file);
  const heirs = new Map(
    file.services.flatMap((each) => (each.extends && mayLeadTo(each.extends.file, self) ? [[each.extends.service, each.name]] : [])),
  );
  return ({ receiver, source, alias, networks }) => {
    const more = [receiver, source].find((each) => index.services.has(each));
    if (more !== undefined) return `The file ${name} says more about "${more}".`;
    const base = [receiver, source].find((each) => heirs.has(each));
    if (base !== undefined) return `"${heirs.get(base) ?? ''}" of the file ${name} extends "${base}" and would take the change over.`;
    if (file.includes.length > 0) return `The file ${name} includes others, which may say more about the services.`;
    const network = file.networks.find((each) => networks.has(each.name));
    if (network) return `The file ${name} says more about the network "${network.name}".`;
    const rival = index.claimants(alias).find((each) => isRival(each, source, alias));
    return rival ? `"${rival.name}" of the file ${name} has or links the name "${alias}", too.` : null;
  };
}

/** The file of the other name that Compose reads with the one when it is told none. */
const DEFAULT = /^(?:docker-)?compose(\.override)?\.ya?ml$/;

/** Why nothing is known of what Compose reads with a file when it is told none; one sentence, null when that can be read. */
export function unreadBeside({ name, neighbours }: Surroundings): string | null {
  const own = DEFAULT.exec(baseName(name));
  if (!own) return null;
  const other = neighbours.find((each) => {
    const found = each.file === null ? DEFAULT.exec(baseName(each.name)) : null;
    return found !== null && (found[1] === undefined) !== (own[1] === undefined);
  });
  if (!other) return null;
  const fault = other.fault === undefined ? '.' : `: ${other.fault.replace(/^The /, 'the ')}`;
  return `The file ${other.name}, which Compose reads with this one, cannot be read${fault}`;
}

/** Whether a service of another file has the name on some network, or links it to another service. */
function isRival(service: ComposeService, source: string, alias: string): boolean {
  return (
    networksOf(service).some((network) => namesOn(service, network).some((name) => mayBe(name, alias))) ||
    service.links.some((link) => link.target !== source && (link.alias === null || mayBe(link.alias, alias)))
  );
}

function mayLeadTo(path: string | null, self: string): boolean {
  return path !== null && (isInterpolated(path) || baseName(path) === self);
}

/** `COMPOSE_FILE` lists the files of a project; those beside this one are judged as neighbours. */
function refuseComposeFile({ name, neighbours, dotenv, composeFile }: Surroundings, isRead: (path: string) => boolean): string | null {
  if (dotenv.kind === 'unread' && composeFile === null) return 'The file .env could not be read; its COMPOSE_FILE may name other files.';
  const variables = new Map(readDotenv(dotenv.kind === 'text' ? dotenv.text : '').map((entry) => [entry.name, entry]));
  const written = variables.get('COMPOSE_FILE');
  const value = composeFile ?? written?.value;
  if (!value) return null;
  const where = composeFile === null ? 'COMPOSE_FILE in .env' : 'COMPOSE_FILE in the environment';
  if (composeFile === null && !written?.literal && isInterpolated(value))
    return `${where} depends on a variable's value, so other files may say more about the services.`;
  const separator = variables.get('COMPOSE_PATH_SEPARATOR')?.value;
  const paths = value.split(separator ? separator : /[:;]/).map((path) => path.trim().replace(/^\.\//, ''));
  const own = baseName(name);
  const self = paths.find((path) => path === own) ?? paths.find((path) => baseName(path) === own);
  if (self === undefined) return null;
  const known = new Set(neighbours.map((each) => baseName(each.name)));
  const strange = paths.find((path) => path !== '' && path !== self && !known.has(path) && !isRead(path));
  return strange === undefined ? null : `${where} joins this file with ${strange}, which may say more about the services.`;
}
