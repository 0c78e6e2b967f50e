import { networkNames } from './reach.ts';
import { inEvery } from './rule.ts';
import type { Rule } from './rule.ts';

/** A container outside the project can be on none of the receiver's networks unless somebody attaches it by hand (compose-spec, external_links). */
export const linkExternalNetwork: Rule<'link-external-network'> = {
  code: 'link-external-network',
  meaning: 'The external link leads to a container outside the project, and all networks of the service are the project’s own.',
  check(subject) {
    const { service, target, raw, kind, mechanism } = subject.link;
    if (kind !== 'external_links' || mechanism !== 'dns' || target === null) return null;
    return inEvery(subject, ({ view, receiver, source }) => {
      const attachment = view.attachments.get(receiver.name);
      if (source || !view.complete || attachment?.kind !== 'networks') return null;
      const own = new Set(view.project.networks.flatMap(({ realName, external }) => (external ? [] : [realName])));
      if (!attachment.networks.every((network) => own.has(network))) return null;
      const names = networkNames(view.project, attachment.networks);
      return {
        severity: 'information',
        message: `The external link "${raw}" of "${service}" resolves only while "${target}" is attached to a network of this project (${names}), which no file does.`,
      };
    });
  },
};
