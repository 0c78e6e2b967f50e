import type { LinkCase } from './linkCase.ts';

/** Whether an error of a start or a health check is the engine's refusal because of this link (moby `setupLinkedContainers`). */
export function linkFault(text: string, { fullName, link }: Pick<LinkCase, 'fullName' | 'link'>): boolean {
  const message = text.trim();
  if (message.startsWith('Cannot link to a non running container: ')) return message.endsWith(` AS ${fullName}`);
  if (message.startsWith('Cannot link to ')) return message.startsWith(`Cannot link to /${link.source}, `);
  return link.sourceId !== null && message === `container ${link.sourceId} not attached to default bridge network`;
}
