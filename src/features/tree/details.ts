import type { LinkValue } from '../../model/linkValues.ts';
import { readersNote } from '../../model/readers.ts';
import type { Readers } from '../../model/readers.ts';
import { idOf, row } from './rows.ts';
import type { RowIcon, TreeRow } from './rows.ts';

/** What stands below a link: its variables, its hosts lines and what is to be said about it. */
export interface LinkDetails {
  readonly values: readonly LinkValue[];
  /** Where the values come from, or why there are none. */
  readonly valuesNote: string;
  readonly hosts: readonly string[];
  readonly hostsNote: string;
  /** Who reads a variable; null while nobody has searched. */
  readonly readers?: (name: string) => Readers | null;
  /** What is to be said about the link, as a row of this id. */
  readonly verdict: (id: string) => TreeRow;
}

/** The three rows below a link. */
export function detailRows(id: string, { values, valuesNote, hosts, hostsNote, verdict, readers }: LinkDetails): readonly TreeRow[] {
  const variables = row({
    kind: 'variables',
    id: idOf(id, 'variables'),
    label: 'Variables',
    description: noted(values.length, valuesNote),
    tooltip: `Variables: ${valuesNote}`,
    icon: 'symbol-variable',
    open: values.length > 0 ? false : null,
    children: () => values.map((value) => variableRow(id, value, readers?.(value.name) ?? null)),
  });
  const lines = row({
    kind: 'hosts',
    id: idOf(id, 'hosts'),
    label: 'Hosts',
    description: noted(hosts.length, hostsNote),
    tooltip: `Lines in /etc/hosts: ${hostsNote}`,
    icon: 'list-flat',
    open: hosts.length > 0 ? false : null,
    children: () => hosts.map((line) => hostsRow(id, line)),
  });
  return [variables, lines, verdict(id)];
}

/** The row "Verdict" of a link that no container has. */
export function plainVerdict(text: string, icon: RowIcon): LinkDetails['verdict'] {
  return (id) => row({ kind: 'verdict', id: idOf(id, 'verdict'), label: 'Verdict', description: text, tooltip: text, icon });
}

function noted(count: number, note: string): string {
  return count === 0 ? note : `${count}, ${note}`;
}

function variableRow(id: string, { name, shown, secret, how, container }: LinkValue, readers: Readers | null): TreeRow {
  const own = idOf(id, 'variable', container ?? '', name);
  const origin = container === null ? '' : ` of ${container}`;
  return row({
    kind: secret === null ? 'variable' : 'secret',
    id: own,
    label: name,
    description: shown,
    tooltip: `${name}=${shown}\n${knowledge(how)}${origin}${secret === null ? '' : ', a secret'}`,
    icon: secret === null ? 'symbol-variable' : 'lock',
    value: secret ?? shown,
    open: readers ? false : null,
    children: () => (readers ? [readersRow(own, readers)] : []),
  });
}

/** The places that read a variable, below how many they are. */
function readersRow(id: string, readers: Readers): TreeRow {
  const note = readersNote(readers);
  return row({
    kind: 'readers',
    id: idOf(id, 'readers'),
    label: note,
    icon: 'references',
    open: readers.places.length > 0 ? false : null,
    children: () =>
      readers.places.map(({ path, usage, service }) => {
        const line = usage.range.start.line + 1;
        const name = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
        return row({
          kind: 'reader',
          id: idOf(id, 'reader', path, JSON.stringify(usage.range.start), service ?? ''),
          label: `${name}:${line}`,
          description: [
            service ?? 'no service known',
            ...(usage.form === 'possible' ? [usage.name] : []),
            ...(usage.hasDefault ? ['has a default'] : []),
          ].join(' · '),
          tooltip: `${usage.name} in ${name}, line ${line}`,
          icon: 'arrow-right',
          place: { uri: path, range: usage.range },
        });
      }),
  });
}

function knowledge(how: LinkValue['how']): string {
  switch (how) {
    case 'derived':
      return 'derived from what the engine says now';
    case 'predicted':
      return 'predicted from files';
    case 'unknown':
      return 'a part of the value is told by no file';
  }
}

function hostsRow(id: string, line: string): TreeRow {
  const [address = '', names = ''] = line.split('\t');
  return row({
    kind: 'line',
    id: idOf(id, 'line', line),
    label: names === '' ? line : names,
    description: address,
    tooltip: line.replaceAll('\t', ' '),
    icon: 'symbol-field',
    value: line.replaceAll('\t', ' '),
  });
}
