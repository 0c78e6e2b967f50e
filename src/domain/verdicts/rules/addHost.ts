import { linesNaming } from '../../hosts/hostsFile.ts';
import { counts, extraName, lastStarted, readingGround } from '../linkCase.ts';
import type { LinkCase, Rule } from '../linkCase.ts';
import { derived, told } from '../verdict.ts';
import type { Verdict } from '../verdict.ts';

/** Lines of `--add-host` come before the link's, and are rewritten with it when their first name is the alias or goes on with a dot. */
export const addHost: Rule = (one) => {
  if (!counts(one) || one.link.unset?.code === 'dangling') return [];
  return one.receiver.extraHosts.flatMap((entry) => judge(one, entry));
};

function judge(one: LinkCase, entry: string): readonly Verdict[] {
  const { link, receiver, source, evidence } = one;
  const name = extraName(entry);
  const same = name.toLowerCase() === link.alias.toLowerCase();
  if (!same && !name.startsWith(`${link.alias}.`)) return [];
  const given = entry.slice(name.length + 1);
  if (!receiver.running) return same ? [wins(one, entry, 'derived')] : [];
  if (evidence.hosts.kind === 'read') {
    const lines = linesNaming(evidence.hosts.value, name);
    if (lines.some(({ address }) => address === given)) return same ? [wins(one, entry, 'read')] : [];
    return lines.length > 0 && name.startsWith(link.alias) && given !== 'host-gateway' ? [overwritten(one, entry, 'read')] : [];
  }
  const order = source ? lastStarted(source, receiver) : 'unknown';
  if (order === 'source') return [overwritten(one, entry, 'derived')];
  return order === 'receiver' && same ? [wins(one, entry, 'derived')] : [];
}

function wins(one: LinkCase, entry: string, known: 'read' | 'derived'): Verdict {
  const { link, receiver } = one;
  return {
    ...common(one, entry, known),
    code: 'add-host-wins',
    summary: `In "${receiver.name}" the name "${link.alias}" is what --add-host says, not the link to "${link.source}".`,
    consequence: `That lasts until "${link.source}" starts the next time, which overwrites that line too; the variables always follow the link.`,
  };
}

function overwritten(one: LinkCase, entry: string, known: 'read' | 'derived'): Verdict {
  const { link, receiver } = one;
  return {
    ...common(one, entry, known),
    code: 'add-host-overwritten',
    summary: `The start of "${link.source}" overwrote what --add-host says about "${extraName(entry)}" in "${receiver.name}".`,
    consequence: `"${extraName(entry)}" leads to "${link.source}" until "${receiver.name}" restarts.`,
  };
}

function common(one: LinkCase, entry: string, known: 'read' | 'derived'): Omit<Verdict, 'code' | 'summary' | 'consequence'> {
  const { receiver, evidence } = one;
  const name = extraName(entry);
  const shown = readingGround('Hosts file', evidence.hosts, (lines) =>
    linesNaming(lines, name)
      .map(({ text }) => `"${text.replace('\t', ' ')}"`)
      .join(', '),
  );
  return {
    known,
    remedies: [{ kind: 'remove-add-host', receiver: receiver.name, name }],
    grounds: [told(`--add-host ${entry}`), known === 'read' ? shown : derived('Which of the two was started last decides the line.')],
    variables: [],
  };
}
