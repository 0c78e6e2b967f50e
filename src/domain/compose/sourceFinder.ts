import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import type { FileLink } from './fileLinks.ts';

/** Finds the service a link names: by its name, or for `external_links` by its `container_name`. */
export function sourceFinder(services: readonly ComposeService[]): (link: FileLink) => ComposeService | undefined {
  const byName = new Map(services.map((service) => [service.name, service]));
  const byContainer = new Map(
    services.flatMap((service) => (service.containerName ? [[service.containerName.value, service] as const] : [])),
  );
  return ({ kind, target }) => (target === null ? undefined : (kind === 'links' ? byName : byContainer).get(target));
}
