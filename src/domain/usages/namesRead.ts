import type { ProjectUsage } from './projectUsages.ts';

/**
 * The variables of links that a service's code reads by name, sorted; those of patterns are missing. Only files that surely get into the
 * service's container count, unless `perhaps` asks for all that may.
 */
export function namesRead(usages: readonly ProjectUsage[], service: string, perhaps = false): readonly string[] {
  const own = usages.filter((one) => one.service === service && one.links.length > 0 && one.usage.form === 'literal');
  const sure = own.filter(({ belonging }) => perhaps || belonging !== 'context');
  return [...new Set(sure.map(({ usage }) => usage.name))].toSorted();
}
