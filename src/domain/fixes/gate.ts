import type { ComposeFile, ComposeService } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import { readDotenv } from '../../syntax/dotenv/read.ts';
import { mayBe, namesOn, networksOf, sharedNetworks } from './names.ts';
import { baseName } from './surroundings.ts';
import type { Neighbour, Surroundings } from './surroundings.ts';

/** The two ends of a link and the name between them. */
export interface Ends {
  readonly receiver: ComposeService;
  readonly source: ComposeService;
  readonly alias: string;
}

/** Why another file of the folder, or `COMPOSE_FILE`, forbids to replace a link; one sentence, null when nothing does. */
export function refuseElsewhere(around: Surroundings, ends: Ends): string | null {
  for (const neighbour of around.neighbours) {
    const reason = refuseNeighbour(neighbour, baseName(around.name), ends);
    if (reason) return reason;
  }
  return refuseComposeFile(around);
}

function refuseNeighbour({ name, file }: Neighbour, self: string, ends: Ends): string | null {
  if (!file || file.oddities.some(({ code }) => code === 'several-documents' || code === 'too-much-repetition'))
    return `The file ${name} beside this one was not read as a whole and may say more about the services.`;
  // Files of version 1 and later ones are never merged: docker-compose 1.x calls it a version mismatch, Compose v2 reads no v1.
  if (file.format === 'v1') return null;
  const { receiver, source, alias } = ends;
  const isEnd = (service: string): boolean => service === receiver.name || service === source.name;
  const more = file.services.find((each) => isEnd(each.name));
  if (more) return `The file ${name} says more about "${more.name}".`;
  const heir = file.services.find(({ extends: base }) => base && isEnd(base.service) && mayLeadTo(base.file, self));
  if (heir?.extends) return `"${heir.name}" of the file ${name} extends "${heir.extends.service}" and would take the change over.`;
  if (file.includes.length > 0) return `The file ${name} includes others, which may say more about the services.`;
  const network = file.networks.find((each) => sharedNetworks(receiver, source).includes(each.name));
  if (network) return `The file ${name} says more about the network "${network.name}".`;
  const rival = rivalOf(file, ends);
  return rival ? `"${rival.name}" of the file ${name} has or links the name "${alias}", too.` : null;
}

/** A service of another file that has the name on some network, or links it to another service. */
function rivalOf(file: ComposeFile, { source, alias }: Ends): ComposeService | undefined {
  return file.services.find(
    (each) =>
      networksOf(each).some((network) => namesOn(each, network).some((name) => mayBe(name, alias))) ||
      each.links.some((link) => link.target !== source.name && (link.alias === null || mayBe(link.alias, alias))),
  );
}

function mayLeadTo(path: string | null, self: string): boolean {
  return path !== null && (isInterpolated(path) || baseName(path) === self);
}

/** `COMPOSE_FILE` lists the files of a project; those beside this one are judged as neighbours. */
function refuseComposeFile({ name, neighbours, dotenv, composeFile }: Surroundings): string | null {
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
  const strange = paths.find((path) => path !== '' && path !== self && !known.has(path));
  return strange === undefined ? null : `${where} joins this file with ${strange}, which may say more about the services.`;
}
