import { maskInspect } from '../../domain/engine/maskInspect.ts';
import type { ContainerKey } from '../../model/engineWatch.ts';

/** The path and query of a document that shows a container; the path ends in the name a person sees on its tab. */
export function inspectPath(name: string, { address, id }: ContainerKey): { readonly path: string; readonly query: string } {
  return { path: `/${name.replaceAll('/', '_')}.json`, query: JSON.stringify([address, id]) };
}

/** The container that a document's query stands for; null when it is none of ours. */
export function containerOf(query: string): ContainerKey | null {
  try {
    const parts: unknown = JSON.parse(query);
    if (!Array.isArray(parts)) return null;
    const [address, id] = parts as readonly unknown[];
    return typeof address === 'string' && typeof id === 'string' ? { address, id } : null;
  } catch {
    return null;
  }
}

/** What the document says: the engine's answer with secrets masked. */
export function inspectText(answer: unknown): string {
  return `${JSON.stringify(maskInspect(answer), null, 2)}\n`;
}
