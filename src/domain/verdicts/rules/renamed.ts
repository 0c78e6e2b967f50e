import { holds, linkNamed, valueOf } from '../firstEnvironment.ts';
import { environmentOf, hostsGround, linkLines, live, nameVariable, ownedVariables, readingGround } from '../linkCase.ts';
import type { LiveCase, Rule } from '../linkCase.ts';
import { told } from '../verdict.ts';
import type { Verdict } from '../verdict.ts';

/** A source or a receiver that was renamed since the receiver's start. */
export const renamed: Rule = (one) => {
  const alive = live(one);
  return alive ? [...sourceRenamed(alive), ...receiverRenamed(alive)] : [];
};

/** The hosts line has the source's hostname, but not its name; a source whose name is the alias has no third name there. */
function sourceRenamed(one: LiveCase): readonly Verdict[] {
  const { link, source, receiver } = one;
  const line = linkLines(one)?.find(({ names }) => names[1] === source.hostname);
  if (!line || line.names.includes(source.name)) return [];
  const old = line.names[2] ?? link.alias;
  return [
    {
      code: 'source-renamed',
      known: 'read',
      summary: `"${source.name}" was called "${old}" when "${receiver.name}" started.`,
      consequence: `"${receiver.name}" resolves "${old}" and not "${source.name}" until it restarts; after a restart of the engine the link is gone, because the engine keeps the old name on disk.`,
      remedies: [
        { kind: 'rename-source', from: source.name, to: old },
        { kind: 'recreate-receiver', receiver: receiver.name },
      ],
      grounds: [hostsGround(one), told(`The link shows "/${source.name}" as its source.`)],
      variables: [],
    },
  ];
}

/** Renaming drops the index by which the engine finds the hosts files to update (moby `daemon/rename.go`). */
function receiverRenamed(one: LiveCase): readonly Verdict[] {
  const { receiver, source, fullName, evidence } = one;
  const environment = environmentOf(one);
  const owned = ownedVariables(one).find(({ name }) => name === nameVariable(one));
  if (!environment || !owned || holds(environment, owned.name, fullName) !== false) return [];
  const old = valueOf(environment, owned.name) ?? '';
  if (linkNamed(owned.name, old) === null) return [];
  return [
    {
      code: 'receiver-renamed',
      known: 'read',
      summary: `"${receiver.name}" was renamed since its start: ${owned.name} still says "${old}".`,
      consequence: `Its hosts file no longer follows: when "${source.name}" starts again with another address, "${one.link.alias}" leads to the old one until "${receiver.name}" restarts.`,
      remedies: [{ kind: 'restart-receiver', receiver: receiver.name }],
      grounds: [
        readingGround('Variables of the first process', evidence.environment, () => `${owned.name}=${old}`),
        told(`The link is ${fullName} now.`),
      ],
      variables: [],
    },
  ];
}
