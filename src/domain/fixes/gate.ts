import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';
import { readDotenv } from '../../syntax/dotenv/read.ts';
import { takenElsewhere } from './elsewhere.ts';
import { indexFile } from './fileIndex.ts';
import { mayBe, namesOn, networksOf } from './names.ts';
import { baseName } from './surroundings.ts';
import type { Neighbour, Surroundings } from './surroundings.ts';

/** The two ends of a link, the name between them, and the networks they share by every key that stands for one. */
export interface Ends {
  readonly receiver: ComposeService;
  readonly source: ComposeService;
  readonly alias: string;
  readonly networks: ReadonlySet<string>;
}

/** Why other files, or `COMPOSE_FILE`, forbid to replace a link; one sentence, null when nothing does. */
export type Gate = (ends: Ends) => string | null;

/** The gate that stands for what lies around a file, which is looked at once. */
export function gateOf(around: Surroundings): Gate {
  const neighbours = around.neighbours.map((neighbour) => neighbourGate(neighbour, baseName(around.name)));
  const taken = takenElsewhere(around);
  const joined = refuseComposeFile(around);
  return (ends) => {
    for (const gate of neighbours) {
      const reason = gate(ends);
      if (reason) return reason;
    }
    return taken.whole ?? taken.services.get(ends.receiver.name) ?? taken.services.get(ends.source.name) ?? joined;
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
    const more = [receiver, source].find((each) => index.services.has(each.name));
    if (more) return `The file ${name} says more about "${more.name}".`;
    const base = [receiver, source].find((each) => heirs.has(each.name));
    if (base) return `"${heirs.get(base.name) ?? ''}" of the file ${name} extends "${base.name}" and would take the change over.`;
    if (file.includes.length > 0) return `The file ${name} includes others, which may say more about the services.`;
    const network = file.networks.find((each) => networks.has(each.name));
    if (network) return `The file ${name} says more about the network "${network.name}".`;
    const rival = index.claimants(alias).find((each) => isRival(each, source, alias));
    return rival ? `"${rival.name}" of the file ${name} has or links the name "${alias}", too.` : null;
  };
}

/** Whether a service of another file has the name on some network, or links it to another service. */
function isRival(service: ComposeService, source: ComposeService, alias: string): boolean {
  return (
    networksOf(service).some((network) => namesOn(service, network).some((name) => mayBe(name, alias))) ||
    service.links.some((link) => link.target !== source.name && (link.alias === null || mayBe(link.alias, alias)))
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
