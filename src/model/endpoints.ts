import { exposedKeys } from '../domain/compose/exposed.ts';
import { imageFacts, imageFinder } from './images.ts';
import { runningServices } from './linkValues.ts';
import type { ReadFile, Snapshot } from './snapshot.ts';

/** Where a container of a service can be reached now. */
export interface RunningEndpoint {
  readonly id: string;
  readonly container: string;
  readonly running: boolean;
  readonly addresses: readonly { readonly network: string; readonly ipv4: string }[];
  /** Keys of `Config.ExposedPorts`, such as `3306/tcp`. */
  readonly ports: readonly string[];
}

/** The endpoints of a service's containers, as the engine that runs them tells. */
export function runningEndpoints(service: string, file: ReadFile, snapshot: Snapshot): readonly RunningEndpoint[] {
  const containers = runningServices(file, snapshot).get(service) ?? [];
  return containers.flatMap(({ id, name }) => {
    const detail = snapshot.engines.map(({ details }) => details.get(id)).find((one) => one !== undefined);
    if (!detail) return [];
    const addresses = [...detail.networks].flatMap(([network, { ipv4 }]) => (ipv4 === '' ? [] : [{ network, ipv4 }]));
    return [{ id, container: name, running: detail.running, addresses, ports: detail.exposedPorts }];
  });
}

/** The container ports of a service that files tell of, `expose` and `ports`, and those of its image, as a Dockerfile that is built here and an engine tell; each once. */
export function writtenPorts(service: string, file: ReadFile, snapshot: Snapshot): readonly string[] {
  const found = file.around.service(service);
  const dockerfile = file.dockerfiles.get(service);
  const written = [...(found?.expose ?? []), ...(found?.ports ?? []), ...(dockerfile?.expose ?? [])].map(({ value }) => value);
  const image = found ? imageFacts(found, dockerfile, imageFinder(snapshot)) : null;
  const keys = new Set(written.flatMap(exposedKeys));
  return [...new Set([...written, ...(image?.exposed ?? []).flatMap((key) => (keys.has(key) ? [] : [key.replace(/\/tcp$/, '')]))])];
}
