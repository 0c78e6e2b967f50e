import { ENOUGH } from '../../domain/ambassadors/ambassador.ts';
import type { Ambassador, Server } from '../../domain/ambassadors/ambassador.ts';
import { adviceFor, chainWords, faultOf, serverWords } from '../../domain/ambassadors/words.ts';
import { idOf, row } from './rows.ts';
import type { RowIcon, RowPlace, TreeRow } from './rows.ts';
import type { VerdictState } from './verdictRows.ts';

/** An ambassador of a group, with where its services are written. */
export interface Chain {
  readonly ambassador: Ambassador;
  readonly placeOf: (name: string) => RowPlace | null;
  /** What is wrong with a link of the running ambassador, of which its clients' links tell nothing; null where nothing is. */
  readonly fault: VerdictState | null;
  /** The container that runs it, whose state somebody looks at who opens the row. */
  readonly watched: TreeRow['watched'];
}

/** A chain of client, ambassador and server as one row; below it each of them, why it is taken for one, and what takes its place. */
export function ambassadorRow(group: string, { ambassador, placeOf, fault, watched }: Chain): TreeRow {
  const { name, clients, servers, evidence, score } = ambassador;
  const id = idOf(group, 'ambassador', name);
  const part = (key: string, label: string, more: Pick<TreeRow, 'description' | 'icon'> & Partial<TreeRow>): TreeRow =>
    row({ kind: 'chain', id: idOf(id, key), label, tooltip: `${label}: ${more.description}`, ...more });
  const signs = (): readonly TreeRow[] =>
    evidence.map(({ code, text, points }) => part(`sign ${code}`, text, { description: `+${points}`, icon: 'search', tooltip: text }));
  const middle = part('ambassador', name, {
    description: `ambassador: ${faultOf(ambassador)}`,
    icon: 'arrow-swap',
    place: placeOf(name),
    open: false,
    tooltip: `${name}: ${faultOf(ambassador)}. Taken for an ambassador by ${score} points of evidence, ${ENOUGH} are enough.`,
    children: signs,
  });
  return row({
    kind: 'ambassador',
    id,
    label: chainWords(ambassador),
    description: fault ? `ambassador: ${fault.words}` : 'ambassador',
    tooltip: `${name} is an ambassador: ${faultOf(ambassador)}.`,
    icon: fault?.icon ?? 'arrow-swap',
    place: placeOf(name),
    watched,
    open: false,
    children: () => [
      ...clients.map((client) =>
        part(`client ${client.name} ${client.alias}`, client.name, {
          description: `client, asks for ${client.alias}`,
          icon: 'package',
          place: placeOf(client.name),
        }),
      ),
      middle,
      ...servers.map((server) =>
        part(`server ${server.name} ${server.alias}`, serverWords(server), {
          description: serverNote(server),
          icon: iconOf(server),
          place: placeOf(server.name),
        }),
      ),
      ...adviceFor(ambassador).steps.map((step, at) =>
        part(`step ${at}`, 'Instead', { description: step, icon: 'lightbulb', tooltip: step }),
      ),
    ],
  });
}

function serverNote({ kind, ports }: Server): string {
  const turned = ports.map(({ listens, port }) =>
    listens === port ? `port ${port ?? 'not known'}` : `port ${listens ?? '?'} → ${port ?? '?'}`,
  );
  return ['server', ...(kind === 'far' ? ['elsewhere'] : []), ...turned].join(', ');
}

function iconOf({ kind }: Server): RowIcon {
  return kind === 'far' ? 'globe' : 'package';
}
