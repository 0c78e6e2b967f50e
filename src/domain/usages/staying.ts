import { isListed, isTemplate } from '../../syntax/usages/bindings.ts';
import { Lines } from '../../syntax/text.ts';
import type { StayingReader } from '../fixes/rewrite.ts';
import type { Bound } from './bound.ts';
import type { ProjectUsage, UsedLink } from './projectUsages.ts';

/** One place in the code, and the services whose container it runs in. */
export interface Place {
  readonly usage: ProjectUsage['usage'];
  readonly path: string;
  readonly owners: readonly UsedLink[];
  /** Where code of those services sets the variable, too, or lists it for a template. */
  readonly bound: readonly Bound[];
  /** The services that run it and set the variable by `environment` or in their image. */
  readonly setBy: readonly string[];
}

/** Why a reader stays: the reason, and the place that it is about. */
export type Staying = Pick<StayingReader, 'reason' | 'at'>;

/** Why a place must go on asking for the old name, whatever the new one is; null where nothing speaks against another. */
export function whyStays({ usage, path, owners, bound, setBy }: Place, alias: string | null, text: string | null): Staying | null {
  const [service] = setBy;
  const sets = bound.filter(({ kind }) => kind === 'set');
  const set = sets.find((one) => one.path === path) ?? sets[0];
  const listed = bound.find(({ kind }) => kind === 'listed');
  if (usage.language === 'compose') return plainly('it stands in a compose file');
  if (text === null) return plainly('its file cannot be read');
  if (service !== undefined) return plainly(`${service} sets it itself`);
  if (set) return { reason: 'it is also set in', at: set };
  if (isListed(text, new Lines(text).span(usage.range).start)) return plainly('envsubst fills it into a template');
  if (listed && isTemplate(usage.language)) return { reason: 'envsubst fills it in, by the list in', at: listed };
  if (owners.some((one) => one.alias !== alias)) return plainly('the services that run it know the container by different names');
  if (usage.url) return plainly('it is taken apart as a URL');
  return null;
}

/** Whether a script gives the new name a value of its own: its variables and those of its environment are the same. */
export function setsItself(text: string, { language, name: old }: ProjectUsage['usage'], name: string): boolean {
  if (language === 'make') return new RegExp(`^[ \\t]*(?:(?:export|override)[ \\t]+)*${name}[ \\t]*[?:+!]{0,3}=`, 'm').test(text);
  // The value of the old name is that of the new one.
  return language === 'shell' && new RegExp(`(?:^|[\\s;&|({])${name}\\+?=(?!["']?\\$\\{?${old}\\b)`).test(text);
}

/** A reason that is about no other place. */
export function plainly(reason: string): Staying {
  return { reason, at: null };
}
