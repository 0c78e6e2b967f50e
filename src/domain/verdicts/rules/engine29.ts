import { algorithmOf } from '../../env/algorithm.ts';
import { linkNamed, valueOf } from '../firstEnvironment.ts';
import { counts, environmentOf, nameVariable, readingGround } from '../linkCase.ts';
import type { LinkCase, Rule } from '../linkCase.ts';
import { derived, told } from '../verdict.ts';
import type { Ground } from '../verdict.ts';

/** From API 1.52 link variables are off, unless the engine was started with the escape hatch, which only a first process's variables betray. */
export const engine29: Rule = (one) => {
  const { around, receiver, link, variablesSeen, evidence } = one;
  if (!counts(one) || !receiver.running || algorithmOf(around.version.apiVersion, false) !== 'off') return [];
  const api = told(`The engine's API version is ${around.version.apiVersion}.`);
  const shown = readingGround('Variables of the first process', evidence.environment, () =>
    showsLink(one) ? `${nameVariable(one)} is set` : 'none of the link',
  );
  if (showsLink(one) || (variablesSeen && shown.known === 'unknown')) {
    const elsewhere: readonly Ground[] = showsLink(one) ? [] : [derived('Another container of this engine shows link variables.')];
    return [
      {
        code: 'kept-by-escape-hatch',
        known: showsLink(one) ? 'read' : 'derived',
        summary: `"${receiver.name}" has the variables of the link "${link.alias}" only because the engine was started to keep them.`,
        consequence: 'DOCKER_KEEP_DEPRECATED_LEGACY_LINKS_ENV_VARS=1 is gone in Docker 30, and the link with it.',
        remedies: [{ kind: 'use-network-alias', source: link.source, receiver: receiver.name, alias: link.alias }],
        grounds: [api, shown, ...elsewhere],
        variables: [],
      },
    ];
  }
  return [
    {
      code: 'not-set-on-engine',
      known: shown.known,
      summary:
        shown.known === 'read'
          ? `"${receiver.name}" shows no variable of the link "${link.alias}": Docker ${around.version.version} sets none unless it is told to.`
          : `Docker ${around.version.version} sets no variables for the link "${link.alias}" of "${receiver.name}", unless it was started to keep them.`,
      consequence: `What reads the variables finds nothing; the name "${link.alias}" in the hosts file is still there.`,
      remedies: [{ kind: 'use-network-alias', source: link.source, receiver: receiver.name, alias: link.alias }],
      grounds: [api, shown],
      variables: [],
    },
  ];
};

/** Whether the first process shows the link's name variable, and the receiver does not set that itself. */
export function showsLink(one: Pick<LinkCase, 'receiver' | 'link' | 'evidence'>): boolean {
  const environment = environmentOf(one);
  const name = nameVariable(one);
  const own = one.receiver.env.some((entry) => entry.startsWith(`${name}=`));
  return !own && environment !== null && linkNamed(name, valueOf(environment, name) ?? '') !== null;
}
