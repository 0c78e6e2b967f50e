import { textAt } from './json.ts';

/** The id of the image that a container was made from; null where its inspect data do not tell. */
export function imageOf(container: unknown): string | null {
  return textAt(container, 'Image') || null;
}
