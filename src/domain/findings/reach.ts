import type { LinkInProject } from '../compose/fileInProjects.ts';
import type { Attachment } from '../compose/project/containers.ts';
import type { Project } from '../compose/project/project.ts';
import { isHidden, sharedNetwork } from '../compose/projectView.ts';
import type { Subject } from './rule.ts';

/** Whether a project says for certain that the receiver of a link on project networks cannot reach its source, or that of a legacy link its source on the default bridge. */
export function isApart({ view, receiver, source }: LinkInProject): boolean {
  if (!source || !view.complete || source === receiver || isHidden(receiver) || isHidden(source)) return false;
  switch (view.attachments.get(receiver.name)?.kind) {
    case 'networks':
      return sharedNetwork(view, receiver, source) === false;
    case 'bridge':
      return !isOnBridge(view.attachments.get(source.name));
    case 'service':
    case 'host':
    case 'none':
    case 'outside':
    case undefined:
      return false;
  }
}

function isOnBridge(attachment: Attachment | undefined): boolean {
  return attachment?.kind === 'bridge' || (attachment?.kind === 'networks' && attachment.networks.includes('bridge'));
}

/** Whether every project says so. */
export function isApartInEvery({ inProjects }: Subject): boolean {
  return inProjects.length > 0 && inProjects.every(isApart);
}

/** Whether the link makes no name that Docker's DNS does not know anyway, except those that Compose invents: a link by the service's own name to its only container, on a shared network. */
export function isOrderOnly({ link: { kind, target, alias, mechanism, malformed }, inProjects }: Subject): boolean {
  if (kind !== 'links' || target === null || alias !== target || mechanism !== 'dns' || malformed || inProjects.length === 0) return false;
  return inProjects.every(({ view, receiver, source }) => {
    return source !== null && source !== receiver && source.scale === 1 && sharedNetwork(view, receiver, source) === true;
  });
}

/** Networks by the names the files give them, those of others by the engine's. */
export function networkNames({ networks }: Project, realNames: readonly string[]): string {
  const keys = new Map(networks.map(({ key, realName }) => [realName, key]));
  return realNames.map((name) => `"${keys.get(name) ?? name}"`).join(', ');
}

/** Where a service's containers are, in words behind "is". */
export function whereIs(attachment: Attachment | undefined, project: Project): string {
  switch (attachment?.kind) {
    case undefined:
    case 'none':
      return 'on no network';
    case 'bridge':
      return 'on the default bridge';
    case 'host':
      return 'on the network of the host';
    case 'service':
    case 'outside':
      return 'on the network of another container';
    case 'networks':
      return `on ${networkNames(project, attachment.networks)}`;
  }
}
