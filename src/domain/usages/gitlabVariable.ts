import { gitlabServices } from '../../syntax/usages/elsewhere.ts';
import { readBack } from '../env/readBack.ts';
import { gitlabAliases } from './receiver.ts';

/** The service of a `.gitlab-ci.yml` whose link sets a variable of this name in the jobs; null for none. */
export function gitlabVariable(text: string, name: string): { readonly image: string; readonly alias: string } | null {
  for (const service of gitlabServices(text)) {
    const read = readBack(name, gitlabAliases(service));
    if (read) return { image: service.image, alias: read.alias };
  }
  return null;
}
