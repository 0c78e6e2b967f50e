import type { ComposeService } from '../../syntax/compose/composeFile.ts';
import { isSecret } from '../secrets.ts';
import { prefixOf, setsVariables } from './rule.ts';
import type { Rule } from './rule.ts';

const MOST_NAMED = 3;

/** The link copies a secret of its source into the receiver's environment. */
export const linkSharesSecret: Rule<'link-shares-secret'> = {
  code: 'link-shares-secret',
  meaning:
    'The environment of the linked service holds what looks like a secret, and the link copies it into the service that has the link.',
  check(subject) {
    const { alias, service, raw } = subject.link;
    if (alias === null || !setsVariables(subject)) return null;
    const source = subject.source();
    const names = source ? secretsOf(source) : [];
    if (!source || names.length === 0) return null;
    const copies = names.slice(0, MOST_NAMED).map((name) => `${prefixOf(alias)}_ENV_${name}`);
    const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
    return {
      severity: 'information',
      message: `The link "${raw}" copies what looks secret in "${source.name}" into "${service}": ${copies.join(', ')}${more}.`,
    };
  },
};

function secretsOf({ environment }: ComposeService): readonly string[] {
  return environment.flatMap(({ name, value }) => (isSecret(name, value) ? [name] : []));
}
