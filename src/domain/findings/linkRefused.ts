import type { FileLink } from '../compose/fileLinks.ts';
import type { Rule } from './rule.ts';

/** The receiver cannot start with the link, whatever the target (moby `runconfig` ErrConflictHostNetworkAndLinks, ErrConflictContainerNetworkAndLinks). */
export const linkRefused: Rule<'link-refused'> = {
  code: 'link-refused',
  meaning:
    'The link is refused when the service starts: the service shares the network of the host or of another container, or the link has more than one colon.',
  check({ link }) {
    if (link.mechanism !== 'refused') return null;
    return { severity: 'error', message: `"${link.service}" cannot start with the link "${link.raw}": ${refusal(link)}.` };
  },
};

function refusal({ raw, malformed }: FileLink): string {
  return malformed
    ? `"${raw}" holds more than one colon`
    : 'its network mode shares a network stack, which the engine does not allow with links';
}
