import { printable } from '../../base/printable.ts';
import { foundWords, missedWords } from '../../domain/registries/candidates.ts';
import { REGISTRY_NAMES } from '../../domain/registries/registry.ts';
import type { RegistryReading } from '../../domain/registries/registry.ts';
import { countWords, instanceWords, nameWords } from '../../domain/registries/words.ts';
import type { SearchedPlace } from '../registries/registries.ts';

/** The registries that were found, for people. */
export function registriesText(places: readonly SearchedPlace[]): string {
  const lines = places.flatMap(({ place, systems, missed }) => {
    const found = systems.flatMap((one) => [`  ${foundWords(one)}`, ...(one.explanation === null ? [] : [`    ${one.explanation}`])]);
    const all = [...found, ...missed.map((one) => `  ${missedWords(one)}`)];
    return all.length === 0 ? [] : [place, ...all];
  });
  return lines.length === 0 ? 'No registry was recognised.\n' : linesOf(lines);
}

/** The same as data; the form is kept stable for programs, `version` counts its changes. */
export function registriesJson(places: readonly SearchedPlace[]): string {
  const told = places.map(({ place, systems, missed }) => ({
    place,
    registries: systems.map(({ name, kind, evidence, container, published, explanation }) => ({
      name,
      kind,
      evidence,
      container,
      published,
      explanation,
    })),
    passed_over_by_registrator: missed,
  }));
  return `${JSON.stringify({ version: 1, places: told }, null, 2)}\n`;
}

/** What a registry said, for people. */
export function registryText(reading: RegistryReading): string {
  const { kind, version, services, notes } = reading;
  const head = `${REGISTRY_NAMES[kind]}${version === null ? '' : ` ${version}`}: ${countWords(services.length)}`;
  const body = services.flatMap((service) => {
    const { name, tags, about, names, instances } = service;
    const words = [...tags, ...(about === '' ? [] : [about])].join(', ');
    return [
      `${name}${words === '' ? '' : ` (${words})`}`,
      ...names.map((one) => `  ${nameWords(one)}`),
      ...(instances === null ? ['  instances not known'] : instances.map((one) => `  ${instanceWords(one)}`)),
    ];
  });
  return linesOf([head, ...body.map((line) => `  ${line}`), ...notes.map(({ text }) => `note: ${text}`)]);
}

/** The same as data; the form is kept stable for programs, `version` counts its changes. */
export function registryJson({ kind, version, services, notes }: RegistryReading): string {
  return `${JSON.stringify({ version: 1, registry: { kind, version, services, notes } }, null, 2)}\n`;
}

function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${printable(line)}\n`).join('');
}
