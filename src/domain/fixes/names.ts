import type { ComposeFile, ComposeService } from '../../syntax/compose/composeFile.ts';
import { isInterpolated } from '../../syntax/compose/fields.ts';

/** The networks a service is on; none with a `network_mode`. */
export function networksOf(service: ComposeService): readonly string[] {
  if (service.networkMode) return [];
  return service.networks?.map(({ name }) => name) ?? ['default'];
}

/** The names a service has on a network without any link, as written: service, container name, hostname, network aliases. */
export function namesOn(service: ComposeService, network: string): readonly string[] {
  const aliases = service.networks?.find(({ name }) => name === network)?.aliases ?? [];
  const own = [service.containerName, service.hostname, ...aliases].flatMap((written) => (written ? [written.value] : []));
  return [service.name, ...own];
}

/** Whether two names are one to Docker's DNS. */
export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Whether a written name is, or after interpolation can be, this name. */
export function mayBe(written: string, name: string): boolean {
  if (!isInterpolated(written)) return sameName(written, name);
  return name.toLowerCase().startsWith(written.slice(0, written.indexOf('$')).toLowerCase());
}

/** The services of a file by name. */
export function servicesByName(file: ComposeFile): ReadonlyMap<string, ComposeService> {
  return new Map(file.services.map((service) => [service.name, service]));
}
