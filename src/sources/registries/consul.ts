import { consulReading, FILTERED_HEADER, readCatalog, readHealth } from '../../domain/registries/consul.ts';
import type { RegistryInstance } from '../../domain/registries/registry.ts';
import { ask } from './ask.ts';
import type { AskOptions } from './ask.ts';
import type { HttpPlace } from './place.ts';
import type { RegistryAnswer } from './target.ts';

/** So many services are asked for at a time. */
const AT_ONCE = 8;

/** Reads the catalogue of a Consul and the health of its services (`GET /v1/catalog/services`, `GET /v1/health/service/NAME`). */
export async function readConsul(place: HttpPlace, token: string | undefined, options: AskOptions): Promise<RegistryAnswer> {
  const asked = token === undefined ? options : { ...options, headers: { ...options.headers, 'x-consul-token': token } };
  const listed = await ask(place, '/v1/catalog/services', asked);
  if ('fault' in listed) return listed;
  if (listed.status !== 200) return { fault: noConsul(place, `HTTP ${listed.status}`) };
  const catalog = readCatalog(listed.json);
  if ('wrong' in catalog) return { fault: noConsul(place, catalog.wrong) };
  const health = new Map<string, { readonly instances: readonly RegistryInstance[]; readonly all: number }>();
  const faults: string[] = [];
  let filtered = listed.headers[FILTERED_HEADER] === 'true';
  const names = catalog.value.services.keys();
  const readOn = async (): Promise<void> => {
    for (const name of names) {
      const answer = await ask(place, `/v1/health/service/${encodeURIComponent(name)}`, asked);
      const read = 'fault' in answer ? { wrong: answer.fault } : readHealth(answer.json);
      if (!('fault' in answer) && answer.headers[FILTERED_HEADER] === 'true') filtered = true;
      if ('value' in read) health.set(name, read.value);
      else faults.push(read.wrong);
      // Whoever hangs once would hang for every service.
      if ('fault' in answer) return;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, readOn));
  return consulReading({ catalog: catalog.value, health, faults, filtered });
}

function noConsul(place: HttpPlace, wrong: string): string {
  return `What answers at ${place.base} is no Consul: ${wrong}.`;
}
