import { complain } from '../complain.ts';
import { answerOf, findRegistries } from '../registries/registries.ts';
import { registriesJson, registriesText, registryJson, registryText } from '../report/registries.ts';
import type { RegistriesOptions, RegistryOptions } from '../requests.ts';

/** Answers `registries`. */
export async function registries(options: RegistriesOptions): Promise<number> {
  const { places, problems } = await findRegistries(options);
  for (const problem of problems) complain(problem);
  process.stdout.write(options.format === 'json' ? registriesJson(places) : registriesText(places));
  return problems.length > 0 ? 2 : 0;
}

/** Answers `registry`. */
export async function registry(options: RegistryOptions): Promise<number> {
  const answer = await answerOf(options, complain);
  if ('fault' in answer) {
    complain(answer.fault);
    return 2;
  }
  process.stdout.write(options.format === 'json' ? registryJson(answer) : registryText(answer));
  return 0;
}
