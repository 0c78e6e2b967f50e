import type { NamesQuestion } from '../report/names.ts';
import type { Options, Request } from '../requests.ts';
import { beside, projectOf } from './files.ts';
import { misplacedOption } from './misplaced.ts';
import { wrong } from './values.ts';
import type { Values } from './values.ts';

interface NamesWish extends Pick<Options, 'ask' | 'target'> {
  readonly paths: readonly string[];
  readonly engine: boolean;
}

/** Where an engine is asked, `names` takes names of containers and files come with --file; else it takes files and folders. */
export function namesRequest(command: 'names' | 'who', values: Values, { paths, target, engine, ask }: NamesWish): Request {
  const misplaced = misplacedOption(command, values);
  if (misplaced !== null) return wrong(misplaced);
  const inspect = values.inspect ?? null;
  if (engine && inspect !== null) return wrong('--inspect stands in for an engine: give either it or --engine');
  const measure = values.measure ? (values['dry-run'] ? 'dry-run' : 'run') : null;
  if (values['dry-run'] && measure === null) return wrong('--dry-run goes with --measure: it shows what would be run');
  if (measure !== null && !engine) return wrong('--measure asks running containers: it wants --engine');
  const [name, ...more] = paths;
  if (command === 'who' && name === undefined) return wrong('who wants a name');
  const asks = engine || inspect !== null;
  const project = projectOf(values);
  const rest = command === 'who' ? more : paths;
  if (project && !asks && rest.length > 0) return wrong(beside(rest));
  if (command === 'who' && asks && more.length > 0) return wrong('who wants one name; files beside an engine are named by --file');
  const question: NamesQuestion = command === 'who' ? { kind: 'who', name: name ?? '' } : { kind: 'names', containers: asks ? paths : [] };
  const searched = asks ? [] : rest.length > 0 ? rest : ['.'];
  return {
    kind: 'names',
    question,
    format: values.format === 'json' ? 'json' : 'text',
    paths: project?.files ?? searched,
    engine,
    inspect,
    target,
    measure,
    ...(ask && { ask }),
    ...(project && { project }),
  };
}
