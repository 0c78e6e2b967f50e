import { scriptLanguage } from '../../syntax/command/scriptLanguage.ts';
import { linksBesides } from '../../syntax/command/writtenLinks.ts';
import type { ProjectText } from './surroundings.ts';

/** A service as far as it says what its containers are called. */
export interface NamedService {
  readonly name: string;
  /** Null where the project's name and the service's make one. */
  readonly containerName: { readonly value: string } | null;
}

/** Which scripts link to containers of services that leave the default bridge, where `docker run --link` finds them no more; each half a sentence. */
export function scriptLinkWords(texts: readonly ProjectText[], services: readonly NamedService[]): readonly string[] {
  return texts.flatMap(({ path, text }) => {
    const language = text.includes('--link') ? scriptLanguage(path, text) : null;
    if (language === null) return [];
    const links = linksBesides(text, { language, containers: [] });
    const names = [...new Set(links.flatMap(({ target }) => (services.some((one) => isCalled(one, target)) ? [target] : [])))];
    return names.map((name) => `${path} links to ${name}, which Docker refuses from the default bridge then`);
  });
}

/** Whether a container of a service can have this name, whatever the project is called. */
function isCalled({ name, containerName }: NamedService, target: string): boolean {
  if (containerName !== null) return target === containerName.value;
  return new RegExp(`.[_-]${name.replaceAll(/[^\w]/g, '\\$&')}[_-]\\d+$`).test(target);
}
